package dev.unmask.classify.topology.format;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of one stored type. Equal values have equal bytes.
 *
 * @param <T> what is stored
 */
public interface Codec<T> {

  byte[] encode(T value);

  /**
   * The reverse.
   *
   * @throws IllegalStateException if the bytes are of another format version
   */
  T decode(byte[] bytes);

  /** As Kafka wants it. Null, which deletes in a store, stays null. */
  default Serde<T> serde() {
    return Serdes.serdeFrom((topic, value) -> encodeNullable(value), (t, b) -> decodeNullable(b));
  }

  private byte @Nullable [] encodeNullable(@Nullable T value) {
    return value == null ? null : encode(value);
  }

  private @Nullable T decodeNullable(byte @Nullable [] bytes) {
    return bytes == null ? null : decode(bytes);
  }
}
