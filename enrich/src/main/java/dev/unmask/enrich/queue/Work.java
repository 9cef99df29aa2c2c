package dev.unmask.enrich.queue;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What is done with one record. Called by the consumer's thread, so a method only starts something
 * and returns; it never throws.
 *
 * <p>The future completes, on any thread, when the record is finished: what came of it is
 * acknowledged by the broker. The queue cancels the future when the record's partition goes to
 * somebody else; the work then stops what it had begun. If it completes with any other exception,
 * the queue stops with that exception and the record's offset is not passed.
 */
public interface Work {

  /** Works on the record, as one of many. */
  CompletableFuture<?> start(ConsumerRecord<byte[], byte[]> record);

  /**
   * Works on the record, the only one of this process meanwhile. Earlier starts have crashed and
   * this record may be why: what is known to crash is to be done another way.
   */
  CompletableFuture<?> startCarefully(ConsumerRecord<byte[], byte[]> record);

  /**
   * Puts the record aside: the process crashed while it alone was being worked on, carefully. Does
   * nothing that could crash again.
   */
  CompletableFuture<?> giveUp(ConsumerRecord<byte[], byte[]> record);

  /**
   * A partition is assigned, perhaps not for the first time: none of its records is started before
   * the future completes. Called by the consumer's thread, so it only begins something and returns.
   */
  default CompletableFuture<?> prepare(TopicPartition partition) {
    return CompletableFuture.completedFuture(partition);
  }
}
