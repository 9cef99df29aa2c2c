package dev.unmask.enrich.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Works on the records of one topic as a member of a plain consumer group, many at a time, finished
 * out of order, at least once.
 *
 * <pre>
 *   poll -> lane.waiting -> work -> completions -> lane.finished -> commit
 *              |    start: while the limits allow     ^ any thread
 *              +--- pause: while too much waits
 * </pre>
 *
 * <p>The thread in {@link #run} alone owns the consumer and the lanes. Work completes on other
 * threads, which only leave a note in {@code completions}; that queue has room for all that can be
 * in flight, so they never wait. The committed offset is the lowest unfinished one, and the
 * commit's metadata say which beyond it are finished ({@link Progress}): a successor repeats what
 * was in flight, and what was finished since the last commit.
 *
 * <p>The consumer must not commit by itself, and must assign cooperatively. It is the caller's to
 * close.
 */
public final class WorkQueue {
  private record Completion(Lane lane, long offset, int bytes, Optional<Throwable> error) {}

  /**
   * Fetched and not started, in records of one partition: above, no more is fetched; below, it is
   * again.
   */
  private static final int PAUSE_ABOVE = 100;

  private static final int RESUME_BELOW = 25;

  /** The same in bytes. */
  private static final long PAUSE_ABOVE_BYTES = 8L << 20;

  /**
   * Records in flight may have as many bytes together, whatever their number: records may be of
   * some MB.
   */
  private static final long MOST_BYTES = 256L << 20;

  private static final Duration BUSY_POLL = Duration.ofMillis(10);
  private static final Duration IDLE_POLL = Duration.ofMillis(100);
  private static final Duration LOAD = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final Work work;
  private final QueueLimits limits;
  private final LongSupplier nanoTime;
  private final Commits commits;
  private final BlockingQueue<Completion> completions;
  private final Map<TopicPartition, Lane> lanes = new LinkedHashMap<>();
  private final Map<TopicPartition, CompletableFuture<?>> unopened = new LinkedHashMap<>();
  private int inFlight;
  private long bytesInFlight;
  private volatile long lastPass;
  private volatile boolean joined;
  private volatile boolean stopping;
  private volatile QueueState state = QueueState.NONE;

  /**
   * @param interval how often progress is committed: what a crash repeats at most, beside what was
   *     in flight
   * @param nanoTime {@code System::nanoTime}, or a test's
   */
  public WorkQueue(
      Consumer<byte[], byte[]> consumer,
      String topic,
      Work work,
      QueueLimits limits,
      Duration interval,
      LongSupplier nanoTime) {
    this.consumer = consumer;
    this.topic = topic;
    this.work = work;
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.commits = new Commits(consumer, interval, nanoTime);
    this.lastPass = nanoTime.getAsLong();
    this.completions = new ArrayBlockingQueue<>(limits.inFlight());
  }

  /**
   * Works until {@link #stop}; then starts nothing more, waits for what is in flight, cancels what
   * has not ended by then, and commits.
   *
   * @param drain how long to wait for what is in flight
   * @throws KafkaException if the consumer cannot go on; nothing unfinished is passed over
   * @throws WorkFailedException if work failed; its record is not passed over
   */
  public void run(Duration drain) {
    subscribe();
    try {
      while (!stopping) {
        pass();
      }
      drain(nanoTime.getAsLong() + drain.toNanos());
    } finally {
      lanes.values().forEach(Lane::close);
      state = QueueState.NONE;
    }
  }

  /** Makes {@link #run} end. From any thread; returns at once. */
  public void stop() {
    stopping = true;
  }

  /** As of the last pass. From any thread. */
  public QueueState state() {
    return state;
  }

  /** How long ago the loop turned last: some milliseconds, unless it is stuck. From any thread. */
  public Duration sinceLastPass() {
    return Duration.ofNanos(nanoTime.getAsLong() - lastPass);
  }

  /** Whether the group has taken this consumer in, be it without partitions. From any thread. */
  public boolean joined() {
    return joined;
  }

  void subscribe() {
    consumer.subscribe(List.of(topic), new Rebalance());
  }

  /** One turn of the loop. */
  void pass() {
    var polled = consumer.poll(inFlight > 0 ? BUSY_POLL : IDLE_POLL);
    open();
    polled.partitions().forEach(p -> lane(p).offer(polled.records(p)));
    takeCompletions();
    start();
    holdBack();
    commits.due(lanes.values());
    turned();
  }

  private void turned() {
    state = look();
    lastPass = nanoTime.getAsLong();
  }

  private Lane lane(TopicPartition partition) {
    var lane = lanes.get(partition);
    if (lane == null) {
      throw new IllegalStateException("records of " + partition + ", which is not assigned");
    }
    return lane;
  }

  /**
   * Makes lanes for partitions that are new. They are paused until the work is prepared for them,
   * and the broker has said how far their last owner had got.
   */
  private void open() {
    var prepared = prepared();
    if (prepared.isEmpty()) {
      return;
    }
    try {
      var committed = consumer.committed(prepared, LOAD);
      for (var partition : prepared) {
        var progress = Optional.ofNullable(committed.get(partition)).map(Progress::of);
        lanes.put(partition, new Lane(partition, limits, progress));
      }
      consumer.resume(prepared);
      unopened.keySet().removeAll(prepared);
    } catch (RetriableException e) {
      return; // the broker is away, as the next poll will see too
    }
  }

  private Set<TopicPartition> prepared() {
    var prepared = new LinkedHashSet<TopicPartition>();
    unopened.forEach(
        (partition, preparing) -> {
          if (preparing.isDone()) {
            prepared.add(partition);
          }
        });
    return prepared;
  }

  private void takeCompletions() {
    var taken = new ArrayList<Completion>();
    completions.drainTo(taken);
    for (var completion : taken) {
      inFlight--;
      bytesInFlight -= completion.bytes();
      take(completion);
    }
  }

  private void take(Completion completion) {
    if (completion.error().isEmpty()) {
      completion.lane().finish(completion.offset());
    } else if (!completion.lane().closed()) {
      throw new WorkFailedException(
          "%s at offset %d".formatted(completion.lane().partition(), completion.offset()),
          completion.error().get());
    }
  }

  /** In turns, a record of each partition, so that none waits for another. */
  private void start() {
    var some = true;
    while (some) {
      some = false;
      for (var lane : lanes.values()) {
        if (hasRoom() && lane.canStart()) {
          start(lane);
          some = true;
        }
      }
    }
  }

  private boolean hasRoom() {
    return inFlight < limits.inFlight() && bytesInFlight < MOST_BYTES;
  }

  private void start(Lane lane) {
    var record = lane.next();
    var offset = record.offset();
    var bytes = Lane.size(record);
    var future = work.start(record);
    lane.started(record, future);
    inFlight++;
    bytesInFlight += bytes;
    future.whenComplete(
        (done, error) ->
            completions.add(new Completion(lane, offset, bytes, Optional.ofNullable(error))));
  }

  private void holdBack() {
    for (var lane : lanes.values()) {
      if (lane.backlog() > PAUSE_ABOVE || lane.backlogBytes() > PAUSE_ABOVE_BYTES) {
        consumer.pause(List.of(lane.partition()));
      } else if (lane.backlog() < RESUME_BELOW) {
        consumer.resume(List.of(lane.partition()));
      }
    }
  }

  private void drain(long deadline) {
    while (inFlight > 0 && nanoTime.getAsLong() < deadline) {
      consumer.pause(consumer.assignment());
      consumer.poll(BUSY_POLL); // stays a member of the group, and hears of commits
      takeCompletions();
      commits.due(lanes.values());
      turned();
    }
    giveUp(lanes.values());
  }

  private void giveUp(Collection<Lane> given) {
    takeCompletions();
    given.forEach(Lane::close);
    commits.now(given);
  }

  private QueueState look() {
    var waiting = lanes.values().stream().mapToInt(Lane::backlog).sum();
    var oldest =
        lanes.values().stream().flatMapToLong(lane -> lane.oldestTimestamp().stream()).min();
    return new QueueState(
        lanes.size(), inFlight, waiting, Lag.of(consumer, lanes.values()), oldest);
  }

  /** Runs on the consumer's thread, inside poll. */
  private final class Rebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      joined = true;
      partitions.forEach(partition -> unopened.put(partition, work.prepare(partition)));
      consumer.pause(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      giveUp(remove(partitions));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      remove(partitions).forEach(Lane::close);
    }

    private List<Lane> remove(Collection<TopicPartition> partitions) {
      unopened.keySet().removeAll(partitions);
      return partitions.stream()
          .map(lanes::remove)
          .flatMap(lane -> Optional.ofNullable(lane).stream())
          .toList();
    }
  }
}
