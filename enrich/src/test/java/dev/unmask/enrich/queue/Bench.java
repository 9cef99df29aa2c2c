package dev.unmask.enrich.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * A queue on a fake consumer, with work that ends when the test says so, and a clock that the test
 * moves.
 */
final class Bench {
  static final TopicPartition ZERO = new TopicPartition("banners", 0);
  static final TopicPartition ONE = new TopicPartition("banners", 1);
  static final Duration INTERVAL = Duration.ofSeconds(1);

  /**
   * Fails as many asynchronous commits as it is told to, and lets a test speak as the group's
   * coordinator.
   */
  static final class Broker extends MockConsumer<byte[], byte[]> {
    private Optional<ConsumerRebalanceListener> listener = Optional.empty();
    private int rebalancesInProgress;
    private boolean refusing;
    private int commits;

    Broker() {
      super("earliest");
    }

    @Override
    public synchronized void subscribe(
        Collection<String> topics, ConsumerRebalanceListener listener) {
      this.listener = Optional.of(listener);
      super.subscribe(topics, listener);
    }

    @Override
    public synchronized void commitAsync(
        Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
      commits++;
      if (rebalancesInProgress > 0 && callback != null) {
        rebalancesInProgress--;
        callback.onComplete(offsets, new RebalanceInProgressException());
      } else {
        super.commitAsync(offsets, callback);
      }
    }

    @Override
    public synchronized void commitSync(
        Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
      if (refusing) {
        throw new TimeoutException("the broker is away");
      }
      super.commitSync(offsets, timeout);
    }

    void refusesToCommit(boolean refuses) {
      refusing = refuses;
    }

    void rebalanceIsInProgressForTheNextCommit() {
      rebalancesInProgress = 1;
    }

    void lose(TopicPartition... partitions) {
      listener.orElseThrow().onPartitionsLost(List.of(partitions));
    }

    int commits() {
      return commits;
    }
  }

  final Broker broker = new Broker();
  final List<Long> started = new ArrayList<>();
  final List<Long> startedCarefully = new ArrayList<>();
  final List<Long> givenUp = new ArrayList<>();

  /** What the broker held of a record's partition when the record began. */
  final Map<Long, String> metadataAtStart = new HashMap<>();

  private final Map<Long, CompletableFuture<Void>> work = new HashMap<>();
  private final WorkQueue queue;
  private Function<TopicPartition, CompletableFuture<?>> preparation =
      CompletableFuture::completedFuture;
  private long now;

  Bench(QueueLimits limits) {
    broker.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
    queue = new WorkQueue(broker, "banners", new Recorded(), limits, INTERVAL, () -> now);
    queue.subscribe();
  }

  /** A queue that finds this committed of partition zero. */
  static Bench after(long offset, String metadata) {
    var bench = new Bench(new QueueLimits(100, 100, 1_000));
    bench.broker.updateEndOffsets(Map.of(ZERO, 1_000_000L, ONE, 1_000_000L));
    bench.broker.rebalance(List.of(ZERO));
    bench.broker.commitSync(Map.of(ZERO, offset(offset, metadata)));
    return bench.assigned(ZERO);
  }

  /** Limits that no test meets by accident. */
  static Bench roomy() {
    return new Bench(new QueueLimits(1_000, 1_000, 20_000));
  }

  Bench preparing(Function<TopicPartition, CompletableFuture<?>> how) {
    preparation = how;
    return this;
  }

  private final class Recorded implements Work {
    @Override
    public CompletableFuture<?> start(ConsumerRecord<byte[], byte[]> record) {
      return begin(started, record);
    }

    @Override
    public CompletableFuture<?> startCarefully(ConsumerRecord<byte[], byte[]> record) {
      return begin(startedCarefully, record);
    }

    @Override
    public CompletableFuture<?> giveUp(ConsumerRecord<byte[], byte[]> record) {
      return begin(givenUp, record);
    }

    @Override
    public CompletableFuture<?> prepare(TopicPartition partition) {
      return preparation.apply(partition);
    }

    private CompletableFuture<Void> begin(List<Long> how, ConsumerRecord<byte[], byte[]> record) {
      how.add(record.offset());
      var partition = new TopicPartition(record.topic(), record.partition());
      metadataAtStart.put(record.offset(), committedMetadata(partition));
      var future = new CompletableFuture<Void>();
      work.put(record.offset(), future);
      return future;
    }
  }

  Bench assigned(TopicPartition... partitions) {
    broker.rebalance(List.of(partitions));
    queue.pass();
    return this;
  }

  /**
   * Another consumer has the partition for a moment; then it comes back, with the records that were
   * committed behind.
   */
  Bench revokedAndAssignedAgain(long records) {
    broker.rebalance(List.of());
    assigned(ZERO);
    return polls(ZERO, committedOffset(ZERO), records);
  }

  Bench polls(TopicPartition partition, long from, long to) {
    return polls(partition, from, to, 0);
  }

  /** Records of so many bytes. */
  Bench polls(TopicPartition partition, long from, long to, int bytes) {
    for (var offset = from; offset < to; offset++) {
      broker.addRecord(record(partition, offset, bytes));
    }
    return passes();
  }

  private static ConsumerRecord<byte[], byte[]> record(
      TopicPartition partition, long offset, int bytes) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        0,
        TimestampType.CREATE_TIME,
        0,
        bytes,
        new byte[0],
        new byte[0],
        new RecordHeaders(),
        Optional.empty());
  }

  Bench passes() {
    queue.pass();
    return this;
  }

  Bench finishes(long... offsets) {
    for (var offset : offsets) {
      workOn(offset).complete(null);
    }
    return passes();
  }

  Bench finishesAllBut(long left) {
    List.copyOf(work.keySet()).stream()
        .filter(o -> o != left)
        .forEach(o -> workOn(o).complete(null));
    return passes();
  }

  CompletableFuture<Void> workOn(long offset) {
    return Optional.ofNullable(work.get(offset))
        .orElseThrow(() -> new AssertionError(offset + " was not started"));
  }

  Bench intervalPasses() {
    now += INTERVAL.toNanos();
    return passes();
  }

  /** The stage is stopped in order, without time to wait for what is in flight. */
  void stops() {
    queue.stop();
    runs();
  }

  /** Until it is stopped or fails. */
  void runs() {
    queue.turn(Duration.ZERO);
  }

  QueueState state() {
    return queue.state();
  }

  long committedOffset(TopicPartition partition) {
    return committed(broker, partition).map(OffsetAndMetadata::offset).orElse(0L);
  }

  static OffsetAndMetadata offset(long offset, String metadata) {
    return new OffsetAndMetadata(offset, metadata);
  }

  static Optional<OffsetAndMetadata> committed(Consumer<?, ?> consumer, TopicPartition partition) {
    return Optional.ofNullable(consumer.committed(Set.of(partition)).get(partition));
  }

  String committedMetadata(TopicPartition partition) {
    return committed(broker, partition).map(OffsetAndMetadata::metadata).orElse("");
  }

  /** What the broker holds as finished beyond the committed offset. */
  Collection<Long> committedBeyond(TopicPartition partition) {
    return committed(broker, partition).map(Progress::of).orElseThrow().finished();
  }
}
