package dev.unmask.app.command;

import static dev.unmask.app.command.Alerts.NOW;
import static dev.unmask.app.command.Alerts.RELAYS;
import static dev.unmask.app.command.Alerts.STOLEN;
import static dev.unmask.app.command.Alerts.THEN;
import static dev.unmask.app.command.Alerts.relays;
import static dev.unmask.app.command.Alerts.stolen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.classify.alert.Alert;
import dev.unmask.classify.alert.AlertAction;
import dev.unmask.classify.alert.AlertFormat;
import dev.unmask.classify.alert.json.AlertJson;
import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Alerts as they are listed, from a real broker. */
@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class AlertsIT {
  private final KafkaConnection connection;

  AlertsIT(LocalStack stack) throws IOException {
    connection =
        new KafkaConnection(
            stack.bootstrapServers(), stack.registryUrl(), new Topics("alerts"), Map.of());
    try (TopicAdministration topics = new TopicAdministration(connection)) {
      topics.create(2, (short) 1);
    }
  }

  @Test
  void the_newest_alert_of_each_case_is_listed_in_either_vocabulary_and_nothing_else_is_believed() {
    Alert opened = relays(AlertAction.CREATE, Alert.Status.NEW, THEN);
    write(
        List.of(
            record(RELAYS, AlertJson.of(opened, AlertFormat.ECS)),
            record(
                RELAYS,
                AlertJson.of(
                    relays(AlertAction.UPDATE, Alert.Status.IN_PROGRESS, NOW), AlertFormat.OCSF)),
            record(STOLEN, AlertJson.of(stolen(), AlertFormat.ECS)),
            record(STOLEN, "no alert"),
            record(STOLEN, "{}"),
            record(STOLEN, "null"),
            record(STOLEN, "[".repeat(100_000)),
            record(null, AlertJson.of(stolen(), AlertFormat.ECS))));

    String table = run();
    assertThat(table.lines().skip(1)).hasSize(2);
    assertThat(table.lines().skip(1).findFirst().orElseThrow())
        .startsWith("2026-11-20T08:00:00Z  " + STOLEN + "  created")
        .contains("  new  ", "  CRITICAL  ", "  8,231  ", "\\u{1b}[31m");
    assertThat(table).contains(RELAYS + "  updated   in progress  MEDIUM");
    assertThat(table.replace("\n", "")).matches("[ -~]+");
    assertThat(run("--state", "in_progress")).contains(RELAYS).doesNotContain(STOLEN);
    assertThat(run("--kind", "key_compromise", "--owner", "acme")).contains(STOLEN);
    assertThat(run("--owner", "another").lines()).hasSize(1);
    assertThat(run("--since", "2026-11-22")).contains(RELAYS).doesNotContain(STOLEN);
    assertThat(run("--format", "json", "--kind", "TLS_RELAY").strip())
        .isEqualTo(
            AlertJson.of(
                relays(AlertAction.UPDATE, Alert.Status.IN_PROGRESS, NOW), AlertFormat.OCSF));
    assertThat(run("--format", "csv")).contains(STOLEN + ",created,NEW,CRITICAL,KEY_COMPROMISE");
  }

  private ProducerRecord<String, String> record(@Nullable String key, String json) {
    // One partition, so that the order is that of this list.
    return new ProducerRecord<>(connection.topics().alerts(), 0, key, json);
  }

  private void write(List<ProducerRecord<String, String>> records) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            connection.client("alerts-test"), new StringSerializer(), new StringSerializer())) {
      records.forEach(producer::send);
    }
  }

  private String run(String... options) {
    return CommandRun.against(
        connection,
        0,
        Stream.concat(Stream.of("alerts"), Stream.of(options)).toArray(String[]::new));
  }
}
