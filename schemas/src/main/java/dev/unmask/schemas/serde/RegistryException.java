package dev.unmask.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The registry cannot be reached, does not know a schema, or knows another one than is needed: a
 * matter of configuration or of a dependency, never of the record. Whoever meets it stops or waits,
 * its offsets unmoved.
 */
public final class RegistryException extends SerializationException {

  RegistryException(String message) {
    super(message);
  }

  RegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
