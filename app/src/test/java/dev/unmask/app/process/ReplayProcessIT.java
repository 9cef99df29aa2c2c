package dev.unmask.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unmask.app.replay.LiveInstallation;
import dev.unmask.app.replay.RandomFeed;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Replays that are ended before their end. */
@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class ReplayProcessIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path directory = Path.of("");

  @Test
  void interrupted_or_killed_it_can_be_cleaned_up_and_the_next_says_the_same(LocalStack stack)
      throws IOException {
    try (LiveInstallation live = LiveInstallation.on(stack)) {
      live.observe(new RandomFeed(11).observations(500));
      live.classify(directory.resolve("live"));
      SortedMap<String, String> traces = live.traces();

      try (Unmask interrupted = inTheMiddle(live)) {
        interrupted.interrupt();
        assertThat(interrupted.exitCode(LIMIT)).isNotZero();
        assertThat(live.traces()).as(interrupted::err).isEqualTo(traces);
      }
      try (Unmask killed = inTheMiddle(live)) {
        killed.kill();
        assertThat(live.traces()).isNotEqualTo(traces);
      }
      await().atMost(LIMIT).until(() -> run(live, "replay", "--clean").status() == 0);
      assertThat(live.traces()).isEqualTo(traces);

      Run replay = run(live, "replay", "--format", "json");
      assertThat(replay.status()).as(replay.err()).isZero();
      JsonNode summary = new ObjectMapper().readTree(replay.out()).get("summary");
      assertThat(summary.get("same").asInt()).isEqualTo(9);
      assertThat(summary.get("replayDigest")).isEqualTo(summary.get("liveDigest"));
      assertThat(live.traces()).isEqualTo(traces);
    }
  }

  /** At work on what it has read. */
  private static Unmask inTheMiddle(LiveInstallation live) {
    Unmask replay = Unmask.start(with(live.connection(), "replay"));
    await().atMost(LIMIT).until(() -> !replay.running() || replay.err().contains("classifying"));
    assertThat(replay.running()).as(replay::err).isTrue();
    return replay;
  }

  private record Run(int status, String out, String err) {}

  private static Run run(LiveInstallation live, String... command) {
    try (Unmask unmask = Unmask.start(with(live.connection(), command))) {
      return new Run(unmask.exitCode(LIMIT), unmask.out(), unmask.err());
    }
  }

  private static String[] with(KafkaConnection connection, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.add("--bootstrap-server=" + connection.bootstrapServers());
    arguments.add("--registry=" + connection.registryUrl());
    arguments.add("--prefix=" + connection.topics().prefix());
    return arguments.toArray(String[]::new);
  }
}
