package dev.unmask.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** The bytes of one record are wrong, whatever the registry says: a matter for the dead letters. */
public final class BadRecordException extends SerializationException {

  BadRecordException(String message) {
    super(message);
  }

  BadRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
