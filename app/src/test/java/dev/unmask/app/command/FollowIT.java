package dev.unmask.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.HostCounts;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.alert.Alert;
import dev.unmask.classify.alert.AlertAction;
import dev.unmask.classify.alert.AlertFormat;
import dev.unmask.classify.alert.json.AlertJson;
import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.serde.AvroFormat;
import dev.unmask.schemas.topic.Topic;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lists that go on: what there is, in order, then what comes, as it comes. */
@ExtendWith(LocalStackExtension.class)
class FollowIT {
  private static final String ONE = "0a".repeat(32);
  private static final String ANOTHER = "0b".repeat(32);
  private static final String THIRD = "0c".repeat(32);

  private final LocalStack stack;

  FollowIT(LocalStack stack) {
    this.stack = stack;
  }

  @Test
  void verdicts_are_listed_as_they_stand_and_then_each_new_one_that_is_wanted() throws IOException {
    KafkaConnection connection = installed("follow-verdicts");
    write(connection, ONE, verdict(ONE, VerdictKind.TLS_RELAY, 10));
    write(connection, ANOTHER, verdict(ANOTHER, VerdictKind.TLS_RELAY, 20));
    write(connection, THIRD, verdict(THIRD, VerdictKind.TLS_RELAY, 30));
    write(connection, THIRD, verdict(THIRD, VerdictKind.GENUINE, 31));

    try (FollowedRun run =
        new FollowedRun(
            connection, "verdicts", "--follow", "--kind", "TLS_RELAY", "--format", "csv")) {
      run.await(3);
      assertThat(run.lines()).hasSize(3);
      assertThat(run.lines().get(1)).contains(ANOTHER);
      assertThat(run.lines().get(2)).contains(ONE);

      write(connection, THIRD, verdict(THIRD, VerdictKind.GENUINE, 32));
      write(connection, ONE, verdict(ONE, VerdictKind.TLS_RELAY, 40));
      run.await(4);
      assertThat(run.lines()).hasSize(4);
      assertThat(run.lines().get(3)).contains(ONE, "40").doesNotContain(THIRD);
      assertThat(run.goesOn()).isTrue();
    }
  }

  @Test
  void a_verdict_that_was_withdrawn_before_is_not_listed() throws IOException {
    KafkaConnection connection = installed("follow-withdrawn");
    write(connection, ONE, verdict(ONE, VerdictKind.TLS_RELAY, 10));
    write(connection, ONE, null);
    write(connection, ANOTHER, verdict(ANOTHER, VerdictKind.TLS_RELAY, 20));

    try (FollowedRun run = new FollowedRun(connection, "verdicts", "--follow", "--format", "csv")) {
      run.await(2);
      assertThat(run.lines()).hasSize(2);
      assertThat(run.lines().get(1)).contains(ANOTHER);
    }
  }

  @Test
  void alerts_are_listed_the_gravest_first_and_then_each_event() throws IOException {
    KafkaConnection connection = installed("follow-alerts");
    write(connection, Alerts.relays(AlertAction.CREATE, Alert.Status.NEW, Alerts.THEN));
    write(connection, Alerts.stolen());

    try (FollowedRun run = new FollowedRun(connection, "alerts", "--follow", "--format", "csv")) {
      run.await(3);
      assertThat(run.lines().get(1)).contains(Alerts.STOLEN);
      assertThat(run.lines().get(2)).contains(Alerts.RELAYS, "created");

      write(connection, Alerts.relays(AlertAction.UPDATE, Alert.Status.IN_PROGRESS, Alerts.NOW));
      run.await(4);
      assertThat(run.lines()).hasSize(4);
      assertThat(run.lines().get(3)).contains(Alerts.RELAYS, "updated");
    }
  }

  private KafkaConnection installed(String prefix) throws IOException {
    KafkaConnection connection =
        new KafkaConnection(
            stack.bootstrapServers(), stack.registryUrl(), new Topics(prefix), Map.of());
    try (TopicAdministration topics = new TopicAdministration(connection)) {
      topics.create(1, (short) 1);
    }
    return connection;
  }

  private static Verdict verdict(String fingerprint, VerdictKind kind, long hosts) {
    return Verdict.newBuilder()
        .setFingerprint(fingerprint)
        .setKind(kind)
        .setEmittedAt(Alerts.NOW)
        .setHosts(HostCounts.newBuilder().setTotal(hosts).build())
        .build();
  }

  private static void write(KafkaConnection connection, String key, @Nullable Verdict verdict)
      throws IOException {
    Topic<Verdict> topic = connection.topics().currentVerdicts();
    try (AvroFormat format = new AvroFormat(connection)) {
      Optional<byte[]> value =
          Optional.ofNullable(verdict)
              .map(one -> format.serializer(topic).serialize(topic.name(), one));
      write(connection, topic.name(), key, value.orElse(null));
    }
  }

  private static void write(KafkaConnection connection, Alert alert) {
    byte[] json = AlertJson.of(alert, AlertFormat.ECS).getBytes(StandardCharsets.UTF_8);
    write(connection, connection.topics().alerts(), alert.caseId(), json);
  }

  private static void write(
      KafkaConnection connection, String topic, String key, byte @Nullable [] value) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            connection.client("follow-test"), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key, value));
    }
  }
}
