package dev.unmask.enrich.queue;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition while it is assigned: what waits, what is in flight, what is finished beyond the
 * lowest unfinished offset, and how carefully it is gone about.
 *
 * <p>A partition that is revoked and comes back gets a new lane. Completions carry the lane that
 * they belong to, so that a late one reaches the old, closed lane and does nothing. Offsets have
 * gaps (transaction markers, compaction): nothing here adds one to an offset. Used by the
 * consumer's thread alone.
 */
final class Lane {
  /**
   * How many more records may begin before the next commit, where one crashed a start: as many more
   * are worked on one at a time if another start crashes.
   */
  private static final int SUSPECTS_AHEAD = 4;

  private record Running(ConsumerRecord<byte[], byte[]> record, CompletableFuture<?> work) {}

  private final TopicPartition partition;
  private final QueueLimits limits;
  private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
  private final TreeMap<Long, Running> running = new TreeMap<>();
  private final NavigableSet<Long> finished = new TreeSet<>();
  private final OptionalLong culprit;
  private Caution caution;
  private long waitingBytes;
  private long runningBytes;
  private Optional<Progress> sent;
  private OptionalLong acknowledged;
  private OptionalLong reach = OptionalLong.empty();
  private OptionalLong first = OptionalLong.empty();
  private boolean counted;
  private boolean closed;

  /** {@code committed}: how far the last owner got, if there was one. */
  Lane(TopicPartition partition, QueueLimits limits, Optional<Progress> committed) {
    this.partition = partition;
    this.limits = limits;
    this.sent = committed;
    this.acknowledged = offset(committed);
    this.culprit = committed.map(Progress::culprit).orElseGet(OptionalLong::empty);
    this.caution = committed.map(Caution::after).orElse(Caution.NONE);
    committed.ifPresent(left -> finished.addAll(left.finished()));
  }

  private static OptionalLong offset(Optional<Progress> progress) {
    return progress.map(p -> OptionalLong.of(p.offset())).orElseGet(OptionalLong::empty);
  }

  TopicPartition partition() {
    return partition;
  }

  /** Takes what a poll returned, less what was finished before this consumer came. */
  void offer(Collection<ConsumerRecord<byte[], byte[]>> polled) {
    for (var record : polled) {
      first = first.isPresent() ? first : OptionalLong.of(record.offset());
      if (!finished.contains(record.offset())) {
        waiting.add(record);
        waitingBytes += size(record);
      }
    }
    settle();
  }

  /** Crashes are forgotten once all is finished that may have caused them. */
  private void settle() {
    lowestUnfinished().ifPresent(offset -> caution = caution.at(offset));
  }

  /** The limits have room for the next record. */
  boolean canStart() {
    return !waiting.isEmpty() && running.size() < limits.inFlightPerPartition() && withinSpan();
  }

  /** It can start, and the broker knows that it may be running. */
  boolean mayStart() {
    return counted && canStart() && withinReach();
  }

  /**
   * The next record is too far ahead of what the broker has acknowledged, and a commit would help.
   */
  boolean blocked() {
    return !waiting.isEmpty()
        && (withinSpan()
            ? counted && canStart() && !withinReach()
            : lowestUnfinished().orElseThrow() > base());
  }

  private boolean withinSpan() {
    return waiting.element().offset() - base() < limits.span();
  }

  private boolean withinReach() {
    return waiting.element().offset() < reach.orElse(0);
  }

  /**
   * Measured from what the broker has acknowledged, not from what is finished: a successor starts
   * there, and is careful from there on. Without a commit it starts where this lane did.
   */
  private long base() {
    return acknowledged.orElseGet(first::orElseThrow);
  }

  /** Few records at once, in the whole enricher, until what may have crashed it is finished. */
  boolean fewAtOnce() {
    return caution.fewAtOnce();
  }

  /** One record at a time, in the whole enricher, until what may crash it is finished. */
  boolean oneAtATime() {
    return caution.oneAtATime();
  }

  /**
   * Nothing is left in the partition, as the broker says, and nothing is unfinished: what crashed
   * earlier starts is past.
   */
  void reachedEnd() {
    if (lowestUnfinished().isEmpty()) {
      caution = Caution.NONE;
    }
  }

  /** The broker knows of this start, so a record may run. */
  boolean counted() {
    return counted;
  }

  /** The next record to start. */
  ConsumerRecord<byte[], byte[]> next() {
    var record = waiting.remove();
    waitingBytes -= size(record);
    return record;
  }

  /** Whether this record, worked on alone, was the last thing that an earlier start did. */
  boolean isCulprit(ConsumerRecord<byte[], byte[]> record) {
    return culprit.equals(OptionalLong.of(record.offset()));
  }

  private static int size(ConsumerRecord<byte[], byte[]> record) {
    return Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
  }

  /**
   * Work has begun on the record. The future's completion is to come back through {@link #finish}.
   */
  void started(ConsumerRecord<byte[], byte[]> record, CompletableFuture<?> work) {
    running.put(record.offset(), new Running(record, work));
    runningBytes += size(record);
  }

  /** The record at this offset is finished. Does nothing in a closed lane. */
  void finish(long offset) {
    if (!closed && running.containsKey(offset)) {
      runningBytes -= size(running.remove(offset).record());
      finished.add(offset);
      counted &= !oneAtATime(); // the next one needs a commit of its own
      settle();
    }
  }

  /** Ends what is in flight, unfinished. From now on this lane changes no more. */
  void close() {
    closed = true;
    List.copyOf(running.values()).forEach(each -> each.work().cancel(true));
  }

  boolean closed() {
    return closed;
  }

  /** Records being worked on. */
  int inFlight() {
    return running.size();
  }

  /** Records fetched and not begun. */
  int backlog() {
    return waiting.size();
  }

  long backlogBytes() {
    return waitingBytes;
  }

  /** Bytes of all records held, begun or not. */
  long bytes() {
    return waitingBytes + runningBytes;
  }

  /** Event time of the oldest unfinished record, milliseconds. */
  OptionalLong oldestTimestamp() {
    return running.isEmpty()
        ? waiting.stream().limit(1).mapToLong(ConsumerRecord::timestamp).findFirst()
        : OptionalLong.of(running.firstEntry().getValue().record().timestamp());
  }

  /** Empty if nothing that was polled is unfinished. */
  OptionalLong lowestUnfinished() {
    if (!running.isEmpty()) {
      return OptionalLong.of(running.firstKey());
    }
    return waiting.isEmpty() ? OptionalLong.empty() : OptionalLong.of(waiting.element().offset());
  }

  /**
   * What to commit now. It reaches so far ahead that all that is in flight can be replaced before
   * the next one; where a start has crashed, a few records.
   *
   * @param position offset of the next record that a poll will return; where nothing is unfinished
   *     this is the progress, since it lies behind transaction markers too
   * @param starting whether a record is about to run
   */
  Progress progress(long position, boolean starting) {
    var offset = lowestUnfinished().orElse(position);
    caution = caution.at(offset);
    finished.headSet(offset).clear();
    var inFlight = !closed && (starting || !running.isEmpty());
    var ahead = inFlight ? OptionalLong.of(reach(position)) : OptionalLong.empty();
    return new Progress(offset, caution, ahead, new TreeSet<>(finished));
  }

  private long reach(long position) {
    var ahead = fewAtOnce() ? SUSPECTS_AHEAD : limits.inFlightPerPartition();
    return waiting.stream()
        .skip(ahead)
        .mapToLong(ConsumerRecord::offset)
        .findFirst()
        .orElse(position + ahead - Math.min(ahead, waiting.size()));
  }

  /** Whether a commit of this would tell the broker anything new. */
  boolean isNews(Progress progress) {
    return !sent.equals(Optional.of(progress));
  }

  /** This is on its way to the broker. Where it takes the start back, the next must be counted. */
  void sent(Progress progress) {
    sent = Optional.of(progress);
    counted &= progress.inFlight();
  }

  /** The commit that was sent last did not arrive. */
  void notSent() {
    sent = Optional.empty();
  }

  void acknowledged(Progress progress) {
    if (!closed) {
      acknowledged = OptionalLong.of(progress.offset());
      reach = progress.reach();
    }
  }

  /** The broker knows that a record is about to run. */
  void count() {
    counted = true;
  }
}
