package dev.unmask.ingest.publish;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record for the broker.
 *
 * @param record its bytes, and where to
 * @param dead whether it is a dead letter, and not a banner
 */
public record Outgoing(ProducerRecord<byte[], byte[]> record, boolean dead) {

  /** Bytes of key and value. */
  int size() {
    byte[] key = record.key();
    return record.value().length + (key == null ? 0 : key.length);
  }
}
