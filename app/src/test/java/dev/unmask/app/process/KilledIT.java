package dev.unmask.app.process;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.app.read.GroupLag;
import dev.unmask.app.read.TopicReader;
import dev.unmask.app.run.LabDirectory;
import dev.unmask.avro.Banner;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Verdict;
import dev.unmask.lab.Lab;
import dev.unmask.lab.LabFiles;
import dev.unmask.lab.LabSettings;
import dev.unmask.lab.feed.LabTruth;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.LabPorts;
import dev.unmask.lab.scenario.LabScenario;
import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Stages are killed in the middle of the case, and started again. */
@ExtendWith(LocalStackExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("ports of the lab")
class KilledIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final double SCALE = 0.03;

  @TempDir private Path directory = Path.of("");

  @Test
  void verdicts_have_the_same_kinds_and_the_same_hosts_by_role(LocalStack stack)
      throws IOException {
    KafkaConnection connection =
        new KafkaConnection(
            stack.bootstrapServers(), stack.registryUrl(), new Topics("killed"), Map.of());
    try (TopicAdministration topics = new TopicAdministration(connection)) {
      topics.create(4, (short) 1);
    }
    LabScenario scenario = LabScenario.divd(SCALE, 1, LabPorts.permitted());
    LabPki pki = LabPki.create(scenario.leaves(), Instant.now());
    LabFiles files = new LabFiles(scenario, pki, Instant.now());
    LabDirectory lab = LabDirectory.write(files, directory);
    try (Lab serving = new Lab(scenario, pki, LabSettings.defaults())) {
      serving.start();
      killIngest(connection, lab.banners());
      killInTheMiddle(connection, lab, files.truth());
    }
  }

  /** With half of the file published; whoever starts it again gives it the whole file. */
  private void killIngest(KafkaConnection connection, Path banners) throws IOException {
    byte[] file = Files.readAllBytes(banners);
    // What it leaves open holds up all who read after it, for a minute if it may.
    Path brief =
        Files.writeString(directory.resolve("brief.properties"), "transaction.timeout.ms=15000\n");
    String config = "--command-config=" + brief;
    try (Unmask ingest = Unmask.start(with(connection, "ingest", "-", config))) {
      ingest.feed(Arrays.copyOf(file, file.length / 2));
      await().atMost(LIMIT).pollInterval(POLL).until(() -> published(connection) > 0);
      assertThat(ingest.running()).as("killed in the middle").isTrue();
      ingest.kill();
    }
  }

  private void killInTheMiddle(KafkaConnection connection, LabDirectory lab, LabTruth truth) {
    int hosts = truth.hosts().size();
    Unmask classify = Unmask.start(classify(connection, lab));
    Unmask enrich = Unmask.start(enrich(connection, lab));
    try (Unmask ingest = Unmask.start(with(connection, "ingest", lab.banners().toString()))) {
      await().atMost(LIMIT).pollInterval(POLL).until(() -> observed(connection) > hosts / 4);
      enrich.kill();
      classify.kill();
      assertThat(observed(connection)).as("killed in the middle").isLessThan(hosts);
      assertThat(ingest.exitCode(LIMIT)).as(ingest::err).isZero();
    }
    enrich.close();
    classify.close();
    try (Unmask classifyAgain = Unmask.start(classify(connection, lab));
        Unmask enrichAgain = Unmask.start(enrich(connection, lab))) {
      settle(connection, truth);
      assertThat(List.of(classifyAgain, enrichAgain)).allMatch(Unmask::running);
    }
  }

  /** All is enriched; then what is said becomes what is true, of each host once, and stays that. */
  private static void settle(KafkaConnection connection, LabTruth truth) {
    int hosts = truth.hosts().size();
    try (GroupLag lag =
        new GroupLag(connection, "killed.enrich", connection.topics().banners().name())) {
      await()
          .atMost(LIMIT)
          .pollInterval(POLL)
          .until(() -> lag.now() == 0 && observed(connection) == hosts);
    }
    AtomicReference<Map<String, Long>> revisions = new AtomicReference<>(Map.of());
    await()
        .atMost(LIMIT)
        .pollInterval(POLL)
        .during(Duration.ofSeconds(6))
        .untilAsserted(
            () -> {
              Map<String, Verdict> verdicts = verdicts(connection);
              Map<String, Long> now = revisions(verdicts);
              assertThat(revisions.getAndSet(now)).as("nothing is revised any more").isEqualTo(now);
              assertThat(counted(verdicts)).as("each host counts once").isEqualTo(hosts);
              assertKindsAndRoles(connection, verdicts, truth);
            });
  }

  private static void assertKindsAndRoles(
      KafkaConnection connection, Map<String, Verdict> verdicts, LabTruth truth) {
    assertThat(
            verdicts.values().stream()
                .collect(toMap(Verdict::getFingerprint, verdict -> verdict.getKind().name())))
        .isEqualTo(
            truth.verdicts().stream()
                .collect(toMap(LabTruth.Verdict::fingerprint, verdict -> verdict.kind().name())));
    try (TopicReader<HostVerdict> hosts =
        new TopicReader<>(connection, connection.topics().hostVerdicts())) {
      Map<String, String> roles =
          hosts.table(any -> true).entrySet().stream()
              .collect(toMap(Map.Entry::getKey, host -> host.getValue().getRole().name()));
      assertThat(roles)
          .isEqualTo(
              truth.hosts().stream()
                  .collect(toMap(LabTruth.Host::endpoint, host -> host.role().name())));
    }
  }

  private static Map<String, Long> revisions(Map<String, Verdict> verdicts) {
    return verdicts.values().stream().collect(toMap(Verdict::getFingerprint, Verdict::getRevision));
  }

  private static long counted(Map<String, Verdict> verdicts) {
    return verdicts.values().stream().mapToLong(verdict -> verdict.getHosts().getTotal()).sum();
  }

  private static Map<String, Verdict> verdicts(KafkaConnection connection) {
    try (TopicReader<Verdict> reader =
        new TopicReader<>(connection, connection.topics().currentVerdicts())) {
      return reader.table(any -> true);
    }
  }

  private static int published(KafkaConnection connection) {
    try (TopicReader<Banner> reader =
        new TopicReader<>(connection, connection.topics().banners())) {
      return reader.table(any -> true).size();
    }
  }

  private static int observed(KafkaConnection connection) {
    try (TopicReader<Observation> reader =
        new TopicReader<>(connection, connection.topics().observations())) {
      return reader.table(any -> true).size();
    }
  }

  private String[] classify(KafkaConnection connection, LabDirectory lab) {
    return with(
        connection,
        "classify",
        "--owners=" + lab.owners(),
        "--state-dir=" + directory.resolve("state"),
        "--quiet-after=PT2S",
        "--session-timeout=PT6S");
  }

  private static String[] enrich(KafkaConnection connection, LabDirectory lab) {
    return with(
        connection,
        "enrich",
        "--contact=mailto:it@example.org",
        "--allow-local",
        "--owners=" + lab.owners(),
        "--trust-roots=" + lab.roots(),
        "--scope-file=" + lab.scope(),
        "--in-flight=100",
        "--connect-timeout=PT15S",
        "--handshake-timeout=PT30S",
        "--host-deadline=PT2M",
        "--sample-manners=0",
        "--sample-timings=0",
        "--sample-twins=0");
  }

  private static String[] with(KafkaConnection connection, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.add("--bootstrap-server=" + connection.bootstrapServers());
    arguments.add("--registry=" + connection.registryUrl());
    arguments.add("--prefix=" + connection.topics().prefix());
    return arguments.toArray(String[]::new);
  }
}
