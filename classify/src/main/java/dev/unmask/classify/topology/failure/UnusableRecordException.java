package dev.unmask.classify.topology.failure;

import org.apache.kafka.common.errors.SerializationException;

/** A record that no version of unmask could use, whatever its schema says: a dead letter. */
final class UnusableRecordException extends SerializationException {

  UnusableRecordException(String message) {
    super(message);
  }
}
