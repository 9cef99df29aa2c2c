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
 * lowest unfinished offset.
 *
 * <p>A partition that is revoked and comes back gets a new lane. Completions carry the lane that
 * they belong to, so that a late one reaches the old, closed lane and does nothing. Offsets have
 * gaps (transaction markers, compaction): nothing here adds one to an offset. Used by the
 * consumer's thread alone.
 */
final class Lane {
  private record Running(long timestamp, CompletableFuture<?> work) {}

  private final TopicPartition partition;
  private final QueueLimits limits;
  private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
  private final TreeMap<Long, Running> running = new TreeMap<>();
  private final NavigableSet<Long> finished = new TreeSet<>();
  private long waitingBytes;
  private OptionalLong acknowledged = OptionalLong.empty();
  private OptionalLong first = OptionalLong.empty();
  private boolean changed;
  private boolean closed;

  Lane(TopicPartition partition, QueueLimits limits, Optional<Progress> committed) {
    this.partition = partition;
    this.limits = limits;
    committed.ifPresent(this::resume);
  }

  private void resume(Progress progress) {
    acknowledged = OptionalLong.of(progress.offset());
    finished.addAll(progress.finished());
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
  }

  boolean canStart() {
    return !waiting.isEmpty() && running.size() < limits.inFlightPerPartition() && withinSpan();
  }

  /**
   * The next record is too far ahead of what the broker has acknowledged, and a commit would help.
   */
  boolean blockedBySpan() {
    return !waiting.isEmpty() && !withinSpan() && lowestUnfinished().orElseThrow() > base();
  }

  private boolean withinSpan() {
    return waiting.element().offset() - base() < limits.span();
  }

  /**
   * Measured from what the broker has acknowledged, not from what is finished: a successor starts
   * there. Without a commit it starts where this lane did.
   */
  private long base() {
    return acknowledged.orElseGet(first::orElseThrow);
  }

  /** The next record to start. */
  ConsumerRecord<byte[], byte[]> next() {
    var record = waiting.remove();
    waitingBytes -= size(record);
    return record;
  }

  /** Bytes of a record's value. */
  static int size(ConsumerRecord<byte[], byte[]> record) {
    return Math.max(0, record.serializedValueSize());
  }

  /**
   * Work has begun on the record. The future's completion is to come back through {@link #finish}.
   */
  void started(ConsumerRecord<byte[], byte[]> record, CompletableFuture<?> work) {
    running.put(record.offset(), new Running(record.timestamp(), work));
  }

  /** The record at this offset is finished. Does nothing in a closed lane. */
  void finish(long offset) {
    if (!closed && running.remove(offset) != null) {
      finished.add(offset);
      changed = true;
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

  int inFlight() {
    return running.size();
  }

  int backlog() {
    return waiting.size();
  }

  long backlogBytes() {
    return waitingBytes;
  }

  /** Event time of the oldest unfinished record, milliseconds. */
  OptionalLong oldestTimestamp() {
    return running.isEmpty()
        ? waiting.stream().limit(1).mapToLong(ConsumerRecord::timestamp).findFirst()
        : OptionalLong.of(running.firstEntry().getValue().timestamp());
  }

  /** Empty if nothing that was polled is unfinished. */
  OptionalLong lowestUnfinished() {
    if (!running.isEmpty()) {
      return OptionalLong.of(running.firstKey());
    }
    return waiting.isEmpty() ? OptionalLong.empty() : OptionalLong.of(waiting.element().offset());
  }

  /**
   * What to commit now.
   *
   * @param position offset of the next record that a poll will return; where nothing is unfinished
   *     this is the progress, since it lies behind transaction markers too
   */
  Progress progress(long position) {
    var offset = lowestUnfinished().orElse(position);
    finished.headSet(offset).clear();
    return new Progress(offset, new TreeSet<>(finished));
  }

  /** Whether a commit of this would tell the broker anything new. */
  boolean isNews(Progress progress) {
    return changed || acknowledged.isEmpty() || acknowledged.getAsLong() != progress.offset();
  }

  void sent() {
    changed = false;
  }

  /** The commit that was sent last did not arrive. */
  void notSent() {
    changed = true;
  }

  void acknowledged(long offset) {
    if (!closed) {
      acknowledged = OptionalLong.of(offset);
    }
  }
}
