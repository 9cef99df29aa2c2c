package dev.unmask.classify.topology.failure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Keys of the contract's topics: UTF-8 text of a form that is checked. */
public final class CheckedKeys {

  private CheckedKeys() {}

  /**
   * A record without such a key is a dead letter.
   *
   * @param what a key should be, for the reason
   */
  public static Serde<String> serde(String what, Predicate<String> good) {
    return Serdes.serdeFrom(
        new StringSerializer(), (topic, bytes) -> checked(what, good, topic, bytes));
  }

  private static String checked(
      String what, Predicate<String> good, String topic, byte @Nullable [] bytes) {
    String key = bytes == null ? "" : new String(bytes, UTF_8);
    if (!good.test(key)) {
      throw new UnusableRecordException(
          "key of a record of " + topic + " is not " + what + ": '" + cut(key) + "'");
    }
    return key;
  }

  private static String cut(String key) {
    return key.length() > 100 ? key.substring(0, 100) + "..." : key;
  }
}
