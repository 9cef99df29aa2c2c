package dev.unmask.ingest.publish;

import dev.unmask.ingest.source.Place;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
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
  private Place place = Place.START;

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

  /** Says where the first line to come starts, where that is not the beginning. */
  public void goOnFrom(Place done) {
    place = done;
  }

  /**
   * Adds the records of one line.
   *
   * @param end where it ends
   */
  public void add(Place end, List<Outgoing> records) {
    for (Outgoing outgoing : records) {
      begin();
      producer.send(outgoing.record());
      bytes += outgoing.size();
      published += outgoing.dead() ? 0 : 1;
      dead += outgoing.dead() ? 1 : 0;
    }
    place = end;
  }

  /** Adds a record that is no banner and no dead letter: what is remembered of the input. */
  public void note(ProducerRecord<byte[], byte[]> memory) {
    begin();
    producer.send(memory);
  }

  /** What would be committed now; of records that are not committed yet, if there are any. */
  public Committed pending() {
    return new Committed(published, dead, place);
  }

  /** Whether something was added since the last commit. */
  public boolean isOpen() {
    return open;
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
    Committed committed = pending();
    open = false;
    bytes = 0;
    published = 0;
    dead = 0;
    return committed;
  }

  /**
   * Whether a producer fails because another has begun with the same transactional id, or because
   * the broker has ended its transaction, which lasted for too long.
   */
  public static boolean isShutOut(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException
          || cause instanceof InvalidTxnStateException) {
        return true;
      }
    }
    return false;
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
