package dev.unmask.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.app.epoch.PublicTopics;
import dev.unmask.app.replay.LiveInstallation;
import dev.unmask.app.replay.RandomFeed;
import dev.unmask.avro.Observation;
import dev.unmask.classify.epoch.EpochState;
import dev.unmask.classify.epoch.Epochs;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two processes of an epoch, and the commands that make it the live one, killed on the way. */
@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class EpochIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path directory = Path.of("");

  @Test
  void killed_while_it_switches_nobody_is_live_and_done_again_it_goes_on(LocalStack stack)
      throws Exception {
    List<Observation> observations = new RandomFeed(3).observations(200);
    try (LiveInstallation live = LiveInstallation.on(stack);
        Unmask ignored = classify(live.connection(), 1, "one")) {
      KafkaConnection connection = live.connection();
      PublicTopics said = new PublicTopics(connection);
      live.observe(observations.subList(0, 100));
      await().atMost(LIMIT).until(() -> !said.revisions().isEmpty());
      assertThat(run(connection, "epoch", "create", "2")).contains("created");
      try (Unmask second = classify(connection, 2, "two");
          Unmask third = classify(connection, 2, "three");
          Unmask killed = switching(connection)) {
        killed.kill();
        long hosts = said.hosts();
        assertThat(run(connection, "epoch", "show"))
            .contains("no epoch is live")
            .doesNotContain("  live");

        live.observe(observations.subList(100, observations.size()));
        assertThat(run(connection, "epoch", "switch", "2", "--yes")).contains("epoch 2 is live");
        assertThat(run(connection, "epoch", "show")).containsPattern("2 +live +2 ");
        await().atMost(LIMIT).until(() -> said.hosts() > hosts);
        assertThat(List.of(second, third)).allMatch(Unmask::running);
        said.assertThatRevisionsGoOn();
      }
    }
  }

  /** Epoch 2 was ready, and none is live when this returns. */
  private static Unmask switching(KafkaConnection connection) throws IOException {
    try (Epochs epochs = new Epochs(connection)) {
      await().atMost(LIMIT).until(() -> isReady(epochs.state(2)));
    }
    Unmask run = start(connection, "epoch", "switch", "2", "--yes");
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> run.err().contains("waiting for") || !run.running());
    assertThat(run.running()).as(run::err).isTrue();
    return run;
  }

  private static boolean isReady(EpochState state) {
    return state.members() == 2 && state.begun() && state.lag() + state.standingLag() == 0;
  }

  private Unmask classify(KafkaConnection connection, long epoch, String name) {
    return start(
        connection,
        "classify",
        "--epoch=" + epoch,
        "--state-dir=" + directory.resolve(name),
        "--quiet-after=PT1S",
        "--commit-interval=PT0.2S",
        "--session-timeout=PT6S");
  }

  /** What it prints; it ends well. */
  private static String run(KafkaConnection connection, String... command) {
    try (Unmask run = start(connection, command)) {
      assertThat(run.exitCode(LIMIT)).as(run::err).isZero();
      return run.out();
    }
  }

  private static Unmask start(KafkaConnection connection, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.add("--bootstrap-server=" + connection.bootstrapServers());
    arguments.add("--registry=" + connection.registryUrl());
    arguments.add("--prefix=" + connection.topics().prefix());
    return Unmask.start(arguments.toArray(String[]::new));
  }
}
