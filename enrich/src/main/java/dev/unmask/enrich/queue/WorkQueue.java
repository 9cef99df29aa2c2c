package dev.unmask.enrich.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Works on the records of one topic as a member of a plain consumer group, many at a time, finished
 * out of order, at least once.
 *
 * <pre>
 *   poll -> lane.waiting -> starts -> work -> completions -> lane.finished -> commit
 *              |             while the limits allow  ^ any thread
 *              +--- pause: while too much waits
 * </pre>
 *
 * <p>The thread in {@link #run} alone owns the consumer and the lanes. The committed offset is the
 * lowest unfinished one, and the commit's metadata say which beyond it are finished, and how often
 * work was begun from there ({@link Metadata}): a successor repeats what was in flight, and what
 * was finished since the last commit; and a record that crashes every start is found out and put
 * aside ({@link Caution}).
 *
 * <p>The consumer must not commit by itself, and must assign cooperatively. It is the caller's to
 * close.
 */
public final class WorkQueue {
  /**
   * Fetched and not started, in records of one partition: above, no more is fetched; below, it is
   * again.
   */
  private static final int PAUSE_ABOVE = 100;

  private static final int RESUME_BELOW = 25;

  /** The same in bytes. */
  private static final long PAUSE_ABOVE_BYTES = 8L << 20;

  private static final Duration BUSY_POLL = Duration.ofMillis(10);
  private static final Duration IDLE_POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final QueueLimits limits;
  private final LongSupplier nanoTime;
  private final Commits commits;
  private final Arrivals arrivals;
  private final InFlight inFlight;
  private final Starts starts;
  private final Map<TopicPartition, Lane> lanes = new LinkedHashMap<>();
  private volatile long lastPass;
  private volatile boolean joined;
  private volatile OptionalLong stopAsked = OptionalLong.empty();
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
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.commits = new Commits(consumer, interval, nanoTime);
    this.arrivals = new Arrivals(consumer, work, limits);
    this.inFlight = new InFlight(work, limits.inFlight());
    this.starts = new Starts(inFlight, commits);
    this.lastPass = nanoTime.getAsLong();
  }

  /**
   * Works until {@link #stop}; then starts nothing more, waits for what is in flight, cancels what
   * has not ended by then, and commits.
   *
   * @param drain how long to wait for what is in flight, from the call of stop on
   * @throws KafkaException if the consumer cannot go on; nothing unfinished is passed over
   * @throws WorkFailedException if work failed; its record is not passed over
   */
  public void run(Duration drain) {
    subscribe();
    turn(drain);
  }

  /** {@link #run} once subscribed. */
  void turn(Duration drain) {
    try {
      while (stopAsked.isEmpty()) {
        pass();
      }
      drain(stopAsked.getAsLong() + drain.toNanos());
    } catch (KafkaException e) {
      release(lanes.values());
      throw e;
    } catch (WorkFailedException e) {
      if (!e.byError()) { // which counts as a crash: the record may be why
        release(lanes.values());
      }
      throw e;
    } finally {
      lanes.values().forEach(Lane::close);
      state = QueueState.NONE;
    }
  }

  /** Makes {@link #run} end. From any thread; returns at once. */
  public void stop() {
    if (stopAsked.isEmpty()) {
      stopAsked = OptionalLong.of(nanoTime.getAsLong());
    }
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
    var polled = consumer.poll(inFlight.count() > 0 ? BUSY_POLL : IDLE_POLL);
    arrivals.open().forEach(lane -> lanes.put(lane.partition(), lane));
    polled.partitions().forEach(p -> lane(p).offer(polled.records(p)));
    inFlight.takeEnded();
    lanes.values().stream().filter(this::atEnd).forEach(Lane::reachedEnd);
    starts.begin(lanes.values());
    holdBack();
    commits.due(lanes.values());
    turned();
  }

  private boolean atEnd(Lane lane) {
    return consumer.currentLag(lane.partition()).equals(OptionalLong.of(0));
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

  /** A partition that has nothing here may always fetch, or one might wait for it for ever. */
  private void holdBack() {
    var full = bytes() >= limits.memoryBytes();
    for (var lane : lanes.values()) {
      if (lane.backlog() > PAUSE_ABOVE
          || lane.backlogBytes() > PAUSE_ABOVE_BYTES
          || (full && lane.bytes() > 0)) {
        consumer.pause(List.of(lane.partition()));
      } else if (lane.backlog() < RESUME_BELOW) {
        consumer.resume(List.of(lane.partition()));
      }
    }
  }

  private long bytes() {
    return lanes.values().stream().mapToLong(Lane::bytes).sum();
  }

  private void drain(long deadline) {
    while (inFlight.count() > 0 && deadline - nanoTime.getAsLong() > 0) {
      consumer.pause(consumer.assignment());
      consumer.poll(BUSY_POLL); // stays a member of the group, and hears of commits
      inFlight.takeEnded();
      commits.due(lanes.values());
      turned();
    }
    giveUp(lanes.values());
  }

  private void giveUp(Collection<Lane> given) {
    inFlight.takeEnded();
    release(given);
  }

  /** Cancels what is in flight and takes the start back: this is no crash. */
  private void release(Collection<Lane> given) {
    given.forEach(Lane::close);
    commits.now(given);
  }

  private QueueState look() {
    var waiting = lanes.values().stream().mapToInt(Lane::backlog).sum();
    var oldest =
        lanes.values().stream().flatMapToLong(lane -> lane.oldestTimestamp().stream()).min();
    return new QueueState(
        lanes.size(),
        (int) lanes.values().stream().filter(Lane::oneAtATime).count(),
        inFlight.count(),
        waiting,
        bytes(),
        Lag.of(consumer, lanes.values()),
        oldest);
  }

  /** Runs on the consumer's thread, inside poll. */
  private final class Rebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      joined = true;
      arrivals.assigned(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      arrivals.revoked(partitions);
      giveUp(remove(partitions));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      arrivals.lost(partitions);
      remove(partitions).forEach(Lane::close);
    }

    private List<Lane> remove(Collection<TopicPartition> partitions) {
      return partitions.stream()
          .map(lanes::remove)
          .flatMap(lane -> Optional.ofNullable(lane).stream())
          .toList();
    }
  }
}
