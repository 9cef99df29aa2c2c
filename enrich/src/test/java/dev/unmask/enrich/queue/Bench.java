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
  private final Map<Long, CompletableFuture<Void>> work = new HashMap<>();
  private final WorkQueue queue;
  private Function<TopicPartition, CompletableFuture<?>> preparation =
      CompletableFuture::completedFuture;
  private long now;

  Bench(QueueLimits limits) {
    broker.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
    queue = new WorkQueue(broker, "banners", work(), limits, INTERVAL, () -> now);
    queue.subscribe();
  }

  /** Limits that no test meets by accident. */
  static Bench roomy() {
    return new Bench(new QueueLimits(1_000, 1_000, 20_000));
  }

  private Work work() {
    return new Work() {
      @Override
      public CompletableFuture<?> start(ConsumerRecord<byte[], byte[]> record) {
        return Bench.this.start(record);
      }

      @Override
      public CompletableFuture<?> prepare(TopicPartition partition) {
        return preparation.apply(partition);
      }
    };
  }

  Bench preparing(Function<TopicPartition, CompletableFuture<?>> how) {
    preparation = how;
    return this;
  }

  private CompletableFuture<Void> start(ConsumerRecord<byte[], byte[]> record) {
    started.add(record.offset());
    var future = new CompletableFuture<Void>();
    work.put(record.offset(), future);
    return future;
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
    for (var offset = from; offset < to; offset++) {
      broker.addRecord(
          new ConsumerRecord<>(
              partition.topic(), partition.partition(), offset, new byte[0], new byte[0]));
    }
    return passes();
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

  QueueState state() {
    return queue.state();
  }

  long committedOffset(TopicPartition partition) {
    return committed(broker, partition).map(OffsetAndMetadata::offset).orElse(0L);
  }

  static Optional<OffsetAndMetadata> committed(Consumer<?, ?> consumer, TopicPartition partition) {
    return Optional.ofNullable(consumer.committed(Set.of(partition)).get(partition));
  }

  /** What the broker holds as finished beyond the committed offset. */
  Collection<Long> committedBeyond(TopicPartition partition) {
    return committed(broker, partition).map(Progress::of).orElseThrow().finished();
  }
}
