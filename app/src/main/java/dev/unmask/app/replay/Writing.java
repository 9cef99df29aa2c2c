package dev.unmask.app.replay;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How a record that was read comes into the replay's topics. Used by one thread. */
public interface Writing extends AutoCloseable {
  /**
   * Writes what becomes of the record; may block for a while.
   *
   * @return completes once the broker has it; with false where the record cannot be used
   */
  CompletableFuture<Boolean> write(ConsumerRecord<byte[], byte[]> record);

  /** Waits until the broker has all that was written. */
  void flush();

  @Override
  void close();
}
