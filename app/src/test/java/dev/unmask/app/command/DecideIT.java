package dev.unmask.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Decisions about alerts, on a real broker. */
@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class DecideIT {
  private final KafkaConnection connection;

  DecideIT(LocalStack stack) throws IOException {
    connection =
        new KafkaConnection(
            stack.bootstrapServers(), stack.registryUrl(), new Topics("decide"), Map.of());
    try (TopicAdministration topics = new TopicAdministration(connection)) {
      topics.create(2, (short) 1);
    }
  }

  private String run(int expected, String... arguments) {
    return CommandRun.against(connection, expected, arguments);
  }

  @Test
  void a_decision_is_written_listed_and_taken_back() {
    assertThat(run(0, "allow", "as64500", "--why", "ours", "--by", "ada", "--until", "7d"))
        .startsWith("allowed: AS64500, until 20");
    assertThat(run(0, "ack", "0a".repeat(32)))
        .startsWith("acknowledged: 0a0a")
        .contains("there is no verdict on it now");
    assertThat(run(0, "ack", "--list"))
        .contains("AS64500", "allowed", "ada", "ours", "0a".repeat(32), "acknowledged");

    assertThat(run(0, "allow", "AS64500", "--take-back")).contains("taken back: AS64500");
    assertThat(run(0, "suppress", "--list")).doesNotContain("AS64500");
  }

  @Test
  void a_network_is_suppressed_or_allowed_but_not_acknowledged() {
    assertThat(run(2, "ack", "AS64501")).contains("AS64501: a network cannot be acknowledged");
  }

  @Test
  void a_beginning_that_no_certificate_has_is_a_failure() {
    assertThat(run(1, "ack", "0a0b0c")).contains("0 certificates are known");
  }
}
