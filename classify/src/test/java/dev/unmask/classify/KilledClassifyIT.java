package dev.unmask.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.avro.Observation;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Killed in mid-flight, it says in the end what it would have said, and nothing twice. */
@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class KilledClassifyIT {

  @TempDir Path state;

  @Test
  void killed_twice_it_ends_with_the_same_digests_and_without_a_gap(LocalStack stack)
      throws IOException, InterruptedException {
    RandomInternet internet = new RandomInternet(300, 12, 30);
    List<Observation> observations = internet.observations(4_000, new Random(5));
    SortedMap<String, String> undisturbed;
    SortedMap<String, String> undisturbedRoles;
    try (Installation installation = Installation.on(stack, 2);
        ClassifyRun run =
            ClassifyRun.start(installation.connection(), state.resolve("undisturbed"))) {
      installation.learn(internet.certificates());
      installation.observe(observations);
      run.awaitQuiet();
      undisturbed = installation.digests();
      undisturbedRoles = installation.roles();
    }

    try (Installation installation = Installation.on(stack, 2)) {
      installation.observe(observations.subList(0, 2_000));
      killInMidFlight(installation, 1);
      installation.learn(internet.certificates());
      installation.observe(observations.subList(2_000, 4_000));
      killInMidFlight(installation, installation.read(installation.topics().verdicts()).size() + 1);
      try (ClassifyRun run =
          ClassifyRun.start(installation.connection(), state.resolve("killed"))) {
        run.awaitQuiet();
      }

      assertThat(installation.digests()).isEqualTo(undisturbed);
      assertThat(installation.roles()).isEqualTo(undisturbedRoles);
    }
  }

  /** Starts it, and kills it as soon as there are so many verdicts. */
  private void killInMidFlight(Installation installation, int verdicts)
      throws IOException, InterruptedException {
    Process process = ClassifyProcess.start(installation.connection(), state.resolve("killed"));
    try {
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofMillis(100))
          .until(
              () ->
                  !process.isAlive()
                      || installation.read(installation.topics().verdicts()).size() >= verdicts);
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
