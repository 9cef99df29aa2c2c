package dev.unmask.enrich.hints;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.avro.Hint;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HintsTest {
  private static final Topics TOPICS = new Topics("hints-test");
  private static final TopicPartition PARTITION = new TopicPartition(TOPICS.hints().name(), 0);

  private final AvroFormat format =
      new AvroFormat(new KafkaConnection("unused:1", "mock://hints-test", TOPICS, Map.of()));
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final Hints hints = new Hints(TOPICS.hints(), format, consumer, 100);
  private long offset;

  HintsTest() {
    format.register(TOPICS.hints());
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
  }

  @AfterEach
  void close() {
    hints.close();
  }

  @Test
  void the_newest_hint_counts() {
    topicExists();
    consumer.schedulePollTask(() -> publish("aa", new Hint(1L, false, Map.of())));
    consumer.schedulePollTask(() -> publish("aa", new Hint(30L, true, Map.of())));

    hints.start();

    await().untilAsserted(() -> assertThat(hints.of("aa")).map(Hint::getHosts).contains(30L));
    assertThat(hints.of("bb")).isEmpty();
  }

  @Test
  void a_hint_that_was_taken_back_counts_no_more() {
    topicExists();
    consumer.schedulePollTask(() -> publish("aa", new Hint(30L, false, Map.of())));
    hints.start();
    await().untilAsserted(() -> assertThat(hints.of("aa")).isPresent());

    consumer.schedulePollTask(() -> publish("aa", null));

    await().untilAsserted(() -> assertThat(hints.of("aa")).isEmpty());
  }

  @Test
  void what_cannot_be_read_is_passed_over() {
    topicExists();
    consumer.schedulePollTask(() -> consumer.addRecord(record("aa", new byte[] {9, 9})));
    consumer.schedulePollTask(() -> publish("bb", new Hint(2L, false, Map.of())));

    hints.start();

    await().untilAsserted(() -> assertThat(hints.of("bb")).isPresent());
    assertThat(hints.of("aa")).isEmpty();
  }

  @Test
  void without_the_topic_nothing_is_known_and_nothing_breaks() {
    hints.start();

    assertThat(hints.of("aa")).isEmpty();
  }

  private void topicExists() {
    var node = new Node(0, "localhost", 1);
    consumer.updatePartitions(
        PARTITION.topic(),
        List.of(
            new PartitionInfo(PARTITION.topic(), 0, node, new Node[] {node}, new Node[] {node})));
  }

  private void publish(String fingerprint, @Nullable Hint hint) {
    var value =
        Optional.ofNullable(hint)
            .map(given -> format.serializer(TOPICS.hints()).serialize(PARTITION.topic(), given));
    consumer.addRecord(record(fingerprint, value.orElse(null)));
  }

  private ConsumerRecord<byte[], byte[]> record(String fingerprint, byte @Nullable [] value) {
    return new ConsumerRecord<>(PARTITION.topic(), 0, offset++, fingerprint.getBytes(UTF_8), value);
  }
}
