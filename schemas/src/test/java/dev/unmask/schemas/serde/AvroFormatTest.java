package dev.unmask.schemas.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.avro.Banner;
import dev.unmask.avro.Hint;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topic;
import dev.unmask.schemas.topic.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AvroFormatTest {

  private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);
  private final Topic<Hint> hints = topics.hints();
  private final AvroFormat format = new AvroFormat(connectionTo("mock://" + UUID.randomUUID()));
  private final Deserializer<Hint> deserializer = format.deserializer(hints);

  @AfterEach
  void close() throws IOException {
    format.close();
  }

  @Test
  void what_is_written_is_read_in_confluents_wire_format() {
    format.register(hints);
    Hint hint = new Hint(8_231L, true, Map.of("2", 50L));

    byte[] bytes = format.serializer(hints).serialize(hints.name(), hint);

    assertThat(bytes[0]).isZero();
    assertThat(deserializer.deserialize(hints.name(), bytes)).isEqualTo(hint);
  }

  @Test
  void what_is_written_without_asking_for_the_id_again_has_the_same_bytes() {
    format.register(topics.banners());
    Serializer<Banner> serializer = format.serializer(topics.banners());
    Banner banner =
        Banner.newBuilder().setObservedAt(Instant.ofEpochMilli(1_767_225_600_000L)).build();

    byte[] first = serializer.serialize("", banner);

    assertThat(serializer.serialize("", banner)).isEqualTo(first);
    assertThat(serializer.serialize("", null)).isNull();
  }

  @Test
  void a_schema_that_is_not_registered_is_no_bad_record() {
    assertThatThrownBy(() -> format.serializer(hints).serialize(hints.name(), new Hint()))
        .isInstanceOf(SerializationException.class)
        .satisfies(failure -> assertThat(AvroFormat.isBadRecord(failure)).isFalse());
    assertThat(format.missing(hints))
        .hasValueSatisfying(what -> assertThat(what).contains(hints.subject()));
  }

  @Test
  void bytes_that_are_not_in_the_wire_format_are_a_bad_record() {
    assertThatThrownBy(() -> deserializer.deserialize(hints.name(), "hello".getBytes(UTF_8)))
        .isInstanceOf(BadRecordException.class)
        .hasMessageContaining("expected a zero byte");
  }

  @Test
  void a_payload_that_breaks_off_is_a_bad_record() {
    format.register(hints);
    byte[] whole =
        format.serializer(hints).serialize(hints.name(), new Hint(8_231L, true, Map.of("2", 50L)));

    assertThatThrownBy(() -> deserializer.deserialize(hints.name(), Arrays.copyOf(whole, 7)))
        .satisfies(failure -> assertThat(AvroFormat.isBadRecord(failure)).isTrue());
  }

  @Test
  void an_unknown_schema_id_is_the_registrys_matter() {
    byte[] bytes = ByteBuffer.allocate(6).put((byte) 0).putInt(4_711).put((byte) 0).array();

    assertThatThrownBy(() -> deserializer.deserialize(hints.name(), bytes))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("4711");
  }

  @Test
  void a_schema_of_another_record_is_a_matter_of_configuration() {
    format.register(topics.banners());
    byte[] banner = format.serializer(topics.banners()).serialize("", Banner.newBuilder().build());

    assertThatThrownBy(() -> deserializer.deserialize(hints.name(), banner))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("dev.unmask.avro.Banner")
        .hasMessageContaining("right topic");
  }

  @Test
  void a_registry_that_cannot_be_reached_says_which() throws IOException {
    try (AvroFormat nowhere = new AvroFormat(connectionTo("http://127.0.0.1:1"))) {
      assertThatThrownBy(() -> nowhere.register(hints))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("http://127.0.0.1:1");
    }
  }

  private KafkaConnection connectionTo(String registryUrl) {
    return new KafkaConnection("127.0.0.1:9092", registryUrl, topics, Map.of());
  }
}
