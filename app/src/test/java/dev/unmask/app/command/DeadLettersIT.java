package dev.unmask.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.deadletter.DeadLetter;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Dead letters on a real broker: one partition, so that their places are known. */
@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class DeadLettersIT {
  private static final String LINE = "{\"ip_str\":\"192.0.2.7\",\"port\":443";

  private final Topics topics = new Topics("d" + UUID.randomUUID().toString().substring(0, 8));
  private final KafkaConnection connection;

  DeadLettersIT(LocalStack stack) throws IOException {
    connection =
        new KafkaConnection(stack.bootstrapServers(), stack.registryUrl(), topics, Map.of());
    try (TopicAdministration administration = new TopicAdministration(connection)) {
      administration.create(1, (short) 1);
    }
  }

  @Test
  void they_are_listed_with_where_they_came_from_and_why() {
    write(line(1, LINE), record(topics.banners().name()), line(2, "\u001b[2J"));

    String table = run(0, "deadletters", "list");

    assertThat(table)
        .contains("0:0", "ingest", "scan.ndjson:1", "no \\u{1b}JSON")
        .contains("0:1", "enrich", topics.banners().name() + "-3 at 42", "IllegalStateException")
        .contains("3 dead letters, 3 shown")
        .doesNotContain("\u001b");
    assertThat(run(0, "deadletters", "list", "--last", "1"))
        .doesNotContain("0:0 ")
        .contains("3 dead letters, 1 shown");
    assertThat(run(0, "deadletters", "list", "--stage", "enrich", "--format", "json"))
        .startsWith("{\"letter\":\"0:1\",")
        .hasLineCount(1);
    assertThat(run(0, "deadletters", "list", "--reason", "nothing like it"))
        .contains("0 dead letters");
  }

  @Test
  void one_is_shown_with_its_headers_and_its_bytes_escaped() {
    write(line(1, "\u001b[2J<html>"));

    assertThat(run(0, "deadletters", "show", "0:0"))
        .contains("unmask.source.file: scan.ndjson", "\\u{1b}[2J<html>")
        .doesNotContain("\u001b");
    assertThat(run(1, "deadletters", "show", "0:7")).contains("there is no dead letter at 0:7");
    assertThat(run(1, "deadletters", "show", "5:0")).contains("there is no dead letter at 5:0");
    assertThat(run(2, "deadletters", "show", "seven")).contains("expected PARTITION:OFFSET");
  }

  @Test
  void a_record_is_given_back_to_its_topic_with_its_key_and_its_time() {
    write(record(topics.banners().name()), line(1, LINE));

    assertThat(run(0, "deadletters", "replay", "0:0")).contains("1 record given back");

    ConsumerRecord<byte[], byte[]> back = read(topics.banners().name()).get(0);
    assertThat(back.key()).asString(UTF_8).isEqualTo("192.0.2.7:443/tcp");
    assertThat(back.value()).containsExactly(1, 2, 3);
    assertThat(back.timestamp()).isEqualTo(1_234_567_890_123L);
  }

  @Test
  void a_line_is_read_once_more_and_is_another_dead_letter_if_it_is_still_bad() {
    String good =
        "{\"ip_str\":\"192.0.2.7\",\"port\":443,\"transport\":\"tcp\","
            + "\"timestamp\":\"2026-11-23T05:06:07.890123\"}";
    write(line(1, "PK\3\4"), line(2, good), line(3, LINE));

    String replayed = run(0, "deadletters", "replay", "--stage", "ingest");

    assertThat(replayed).contains("0 records given back");
    assertThat(read(topics.banners().name())).hasSize(1);
    assertThat(read(topics.deadLetters())).hasSize(5);
  }

  @Test
  void what_is_cut_or_names_a_topic_that_is_none_of_ours_is_not_given_back() {
    write(
        DeadLetter.ofLine("ingest", "too large", "-", 1, new byte[9], true),
        record("payments"),
        record(topics.dispositions().name()));

    assertThat(run(1, "deadletters", "replay", "--all"))
        .contains("0 records given back", "3 were not");
  }

  @Test
  void it_wants_to_know_which() {
    assertThat(run(2, "deadletters", "replay")).contains("which?");
    assertThat(run(2, "deadletters", "replay", "--all", "0:0")).contains("--all stands alone");
  }

  private static DeadLetter line(long number, String text) {
    return DeadLetter.ofLine(
        "ingest", "no \u001bJSON", "scan.ndjson", number, text.getBytes(UTF_8), false);
  }

  private static DeadLetter record(String topic) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            topic,
            3,
            42,
            1_234_567_890_123L,
            TimestampType.CREATE_TIME,
            -1,
            -1,
            "192.0.2.7:443/tcp".getBytes(UTF_8),
            new byte[] {1, 2, 3},
            new RecordHeaders(),
            Optional.empty());
    return DeadLetter.ofRecord(
        "enrich", new IllegalStateException("IllegalStateException"), record);
  }

  private void write(DeadLetter... letters) {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            connection.client("test"), new ByteArraySerializer(), new ByteArraySerializer())) {
      Stream.of(letters).map(letter -> letter.toRecord(topics)).forEach(producer::send);
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    Map<String, Object> settings = connection.client("test");
    settings.put("isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  private String run(int expected, String... arguments) {
    return CommandRun.against(connection, expected, arguments);
  }
}
