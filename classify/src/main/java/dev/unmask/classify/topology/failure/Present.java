package dev.unmask.classify.topology.failure;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** Values that have to be there: a record without one is a dead letter. */
public final class Present {

  private Present() {}

  public static <V> Serde<V> serde(Serde<V> values) {
    return Serdes.serdeFrom(
        values.serializer(),
        (topic, bytes) -> values.deserializer().deserialize(topic, present(topic, bytes)));
  }

  private static byte[] present(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new UnusableRecordException("a record of " + topic + " has no value");
    }
    return bytes;
  }
}
