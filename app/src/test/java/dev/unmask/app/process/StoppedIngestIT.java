package dev.unmask.app.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalStackExtension.class)
class StoppedIngestIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String RECORD =
      "{\"ip_str\":\"192.0.2.7\",\"port\":443,\"timestamp\":\"2026-11-23T05:06:07.890123\"}\n";

  @Test
  void an_ingest_that_is_interrupted_commits_what_it_has_and_says_where_it_was_stopped(
      LocalStack stack) throws IOException {
    KafkaConnection connection =
        new KafkaConnection(
            stack.bootstrapServers(), stack.registryUrl(), new Topics("stopped"), Map.of());
    try (TopicAdministration topics = new TopicAdministration(connection)) {
      topics.create(1, (short) 1);
    }
    try (Unmask ingest = Unmask.start(Map.of(), ingest(connection))) {
      ingest.feed(RECORD.repeat(3).getBytes(UTF_8));
      await().atMost(LIMIT).until(() -> ingest.err().contains(" 3 records ("));

      ingest.processes().forEach(ProcessHandle::destroy); // and leave its standard input open

      assertThat(ingest.exitCode(LIMIT)).isNotZero();
      assertThat(ingest.out()).containsPattern("- +3 +3 +0");
      assertThat(ingest.err()).contains("unmask: - was stopped after line 3");
    }
  }

  private static List<String> ingest(KafkaConnection connection) {
    return List.of(
        "ingest",
        "-",
        "--prefix",
        "stopped",
        "--bootstrap-server",
        connection.bootstrapServers(),
        "--registry",
        connection.registryUrl());
  }
}
