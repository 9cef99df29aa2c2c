package dev.unmask.classify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.avro.Observation;
import dev.unmask.stack.LocalBroker;
import dev.unmask.stack.LocalRegistry;
import dev.unmask.stack.junit.LastingPort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whatever fails on the way, in the end it has said what it would have said, and nothing twice. */
@Execution(ExecutionMode.CONCURRENT)
class FaultsIT {

  @TempDir Path directory;

  private final int brokerPort = LastingPort.free();
  private final int registryPort = LastingPort.free();
  private LocalBroker broker;
  private LocalRegistry registry;

  @BeforeEach
  void start() {
    broker = LocalBroker.startIn(directory.resolve("broker"), brokerPort);
    registry = LocalRegistry.startIn(directory.resolve("registry"), registryPort);
  }

  @AfterEach
  void stop() {
    registry.close();
    broker.close();
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void after_all_that_can_fail_the_digests_are_those_of_an_undisturbed_run() throws Exception {
    RandomInternet internet = new RandomInternet(300, 12, 30);
    List<Observation> observations = internet.observations(3_000, new Random(6));
    Said undisturbed;
    try (Installation calm = installation()) {
      calm.learn(internet.certificates());
      calm.observe(observations);
      undisturbed = finish(calm, "calm");
    }

    try (Installation disturbed = installation()) {
      poison(disturbed);
      disturbed.observe(observations.subList(0, 1_000));
      killInMidFlight(disturbed);

      diskIsFull(disturbed);

      disturbed.learn(internet.certificates());
      disturbed.observe(observations.subList(1_000, 2_000));
      Process running = registryIsAway(disturbed);
      try {
        brokerRestarts();
        disturbed.observe(observations.subList(2_000, 3_000));
        assertThat(running.isAlive()).isTrue();
      } finally {
        running.destroyForcibly().waitFor();
      }

      assertThat(finish(disturbed, "disturbed")).isEqualTo(undisturbed);
      assertThat(disturbed.read(disturbed.topics().deadLetters()))
          .as("each poison once")
          .hasSize(3);
    }
  }

  /** A record in each topic that is read which nobody can read. */
  private static void poison(Installation installation) throws Exception {
    byte[] poison = "no Avro".getBytes(UTF_8);
    installation.send(installation.topics().observations().name(), "192.0.2.1:443/tcp", poison);
    installation.send(installation.topics().certificates().name(), "0a".repeat(32), poison);
    installation.send(installation.topics().dispositions().name(), "AS64500", poison);
  }

  private void killInMidFlight(Installation installation) throws IOException, InterruptedException {
    Process process = ClassifyProcess.start(installation.connection(), state("disturbed"));
    try {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(
              () ->
                  !process.isAlive()
                      || !installation.read(installation.topics().verdicts()).isEmpty());
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** It ends by itself, with a failure; what it did not do is done by the next. */
  private void diskIsFull(Installation installation) throws IOException, InterruptedException {
    Process process =
        ClassifyProcess.startWithFullDisk(installation.connection(), state("no-room"));
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
    } finally {
      process.destroyForcibly();
    }
  }

  /** It waits for the registry, and goes on when that is back. */
  private Process registryIsAway(Installation installation) throws IOException {
    int said = installation.read(installation.topics().verdicts()).size();
    registry.close();
    Process process = ClassifyProcess.start(installation.connection(), state("disturbed"));
    ClassifyProcess.awaitLog(state("disturbed"), "waiting for");
    registry = LocalRegistry.startIn(directory.resolve("registry"), registryPort);
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> installation.read(installation.topics().verdicts()).size() > said);
    return process;
  }

  private void brokerRestarts() {
    broker.close();
    broker = LocalBroker.startIn(directory.resolve("broker"), brokerPort);
  }

  private Said finish(Installation installation, String name) {
    try (ClassifyRun run = ClassifyRun.start(installation.connection(), state(name))) {
      run.awaitQuiet();
    }
    return new Said(installation.digests(), installation.roles());
  }

  private Installation installation() throws IOException {
    return Installation.on(broker.bootstrapServers(), registry.url(), 2);
  }

  private Path state(String name) {
    return directory.resolve("state-" + name);
  }

  private record Said(SortedMap<String, String> digests, SortedMap<String, String> roles) {}
}
