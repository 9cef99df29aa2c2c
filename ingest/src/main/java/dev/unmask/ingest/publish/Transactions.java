package dev.unmask.ingest.publish;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The producer's transactions, one after the other: whole lines only, each with its banners and its
 * dead letters together, so that a reader of committed records sees all of a line or nothing of it.
 * Where a transaction ends is where an ingestion can be taken up again.
 *
 * <p>Used by one thread. Whatever fails fails as a {@link KafkaException}; then nothing of the
 * transaction at hand is to be seen, and this can only be closed.
 */
public final class Transactions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Producer<byte[], byte[]> producer;
  private final Batching limits;
  private final LongSupplier nanoTime;
  private boolean open;
  private long openedAt;
  private long bytes;
  private long published;
  private long dead;
  private long lastLine;

  /**
   * @param producer with a transactional id; closed with this
   * @param nanoTime a clock such as {@link System#nanoTime()}
   */
  public Transactions(Producer<byte[], byte[]> producer, Batching limits, LongSupplier nanoTime) {
    this.producer = producer;
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /** Ends whatever a predecessor of the same transactional id left open, and shuts it out. */
  public void start() {
    producer.initTransactions();
  }

  /** Adds the records of one line. */
  public void add(long line, List<Outgoing> records) {
    for (Outgoing outgoing : records) {
      begin();
      producer.send(outgoing.record());
      bytes += outgoing.size();
      published += outgoing.dead() ? 0 : 1;
      dead += outgoing.dead() ? 1 : 0;
    }
    lastLine = line;
  }

  /**
   * How long what was added may still wait for its commit; nothing that waits may wait for ever.
   */
  public Duration untilDue() {
    if (!open) {
      return limits.time();
    }
    long left = limits.time().toNanos() - (nanoTime.getAsLong() - openedAt);
    boolean full = published + dead >= limits.records() || bytes >= limits.bytes();
    return full || left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
  }

  /** Waits until the broker has all that was added, and lets it be seen. */
  public Committed commit() {
    if (open) {
      producer.commitTransaction();
    }
    Committed committed = new Committed(published, dead, lastLine);
    open = false;
    bytes = 0;
    published = 0;
    dead = 0;
    return committed;
  }

  /** Takes back what was not committed. */
  @Override
  public void close() {
    if (open) {
      abort();
    }
    producer.close(CLOSING);
  }

  private void begin() {
    if (!open) {
      producer.beginTransaction();
      open = true;
      openedAt = nanoTime.getAsLong();
    }
  }

  /**
   * On the way out of a failure: the broker does it by itself, later, where this does not succeed.
   */
  private void abort() {
    try {
      producer.abortTransaction();
    } catch (KafkaException failed) {
      LOG.debug(
          "The last transaction could not be aborted; the broker will do so when its time is up",
          failed);
    }
  }
}
