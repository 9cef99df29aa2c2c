package dev.unmask.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.app.local.LocalClassification;
import dev.unmask.app.read.GroupLag;
import dev.unmask.app.read.TopicReader;
import dev.unmask.app.run.ClassifyStage;
import dev.unmask.app.run.EnrichStage;
import dev.unmask.app.run.IngestStage;
import dev.unmask.app.run.LabDirectory;
import dev.unmask.app.run.Pipeline;
import dev.unmask.avro.Basis;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Role;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.enrich.EnrichSettings;
import dev.unmask.enrich.Identity;
import dev.unmask.enrich.ProbingSettings;
import dev.unmask.enrich.policy.SampleSizes;
import dev.unmask.enrich.policy.Scope;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.ingest.IngestSettings;
import dev.unmask.lab.Lab;
import dev.unmask.lab.LabFiles;
import dev.unmask.lab.LabSettings;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.LabPorts;
import dev.unmask.schemas.administration.TopicAdministration;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.topic.Topic;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStack;
import dev.unmask.stack.junit.LocalStackExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One holder of a key among 200 relays, of which all but a few get a handshake and no more. Its
 * banner is a relay's, so that only its handshake gives it away.
 */
@ExtendWith(LocalStackExtension.class)
class OneAmongManyIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final Duration SILENCE = Duration.ofSeconds(1);
  private static final int RELAYS = 200;
  private static final SampleSizes FEW = new SampleSizes(Tier.HANDSHAKE, 4, 0, 6);

  private final OneAmongMany among = new OneAmongMany(RELAYS, LabPorts.free());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @TempDir private Path directory = Path.of("");

  @Test
  void a_single_holder_of_the_key_is_found_and_named(LocalStack stack) throws IOException {
    LabPki pki = LabPki.create(among.now().leaves(), Instant.now());
    LabDirectory files =
        LabDirectory.write(new LabFiles(among.then(), pki, Instant.now()), directory);
    KafkaConnection connection = connection(stack);
    try (Lab lab = new Lab(among.now(), pki, LabSettings.defaults());
        Pipeline pipeline = new Pipeline()) {
      lab.start();
      ClassifyStage classify = classify(files, connection);
      pipeline.start(classify);
      EnrichStage enrich = enrich(files, connection);
      pipeline.start(enrich);

      pipeline.start(ingest(files, connection, line -> !line.contains(OneAmongMany.HOLDER)));
      until(pipeline, () -> enrich.done() >= RELAYS);
      pipeline.start(ingest(files, connection, line -> line.contains(OneAmongMany.HOLDER)));
      try (GroupLag lag =
          new GroupLag(
              connection,
              connection.topics().prefix() + ".enrich",
              connection.topics().banners().name())) {
        until(pipeline, () -> enrich.done() == RELAYS + 7 && lag.now() == 0);
      }
      until(pipeline, classify::quiet);
    }

    assertFound(connection);
  }

  private void assertFound(KafkaConnection connection) {
    String holder = OneAmongMany.HOLDER + ":" + among.ports().https() + "/tcp";
    Observation seen = table(connection, connection.topics().observations()).get(holder);
    assertThat(seen.getTier()).isEqualTo(3);
    assertThat(seen.getTierReason()).contains("answers unlike most hosts of its certificate");

    Verdict verdict =
        table(connection, connection.topics().currentVerdicts()).values().iterator().next();
    assertThat(verdict.getKind()).isEqualTo(VerdictKind.TLS_RELAY);
    assertThat(verdict.getHosts().getByRole()).containsEntry("KEY_HOLDER", 1L);
    assertThat(verdict.getExplanation()).contains("likely a holder of the key");

    HostVerdict host = table(connection, connection.topics().hostVerdicts()).get(holder);
    assertThat(host.getRole()).isEqualTo(Role.KEY_HOLDER);
    assertThat(host.getBasis()).isEqualTo(Basis.MEASURED);
  }

  private static void until(Pipeline pipeline, Callable<Boolean> done) {
    await().atMost(LIMIT).failFast(() -> pipeline.failure().isPresent()).until(done);
  }

  private IngestStage ingest(
      LabDirectory files, KafkaConnection connection, Predicate<String> which) throws IOException {
    Path part = Files.createTempFile(directory, "part", ".ndjson");
    Files.write(part, Files.readAllLines(files.banners()).stream().filter(which).toList());
    return new IngestStage(IngestSettings.defaults(List.of(part.toString())), connection, meters);
  }

  private EnrichStage enrich(LabDirectory files, KafkaConnection connection) throws IOException {
    ProbingSettings probing =
        ProbingSettings.off()
            .on("mailto:test@example.org", Scope.read(List.of(), List.of(files.scope())))
            .local(List.of(files.roots()))
            .with(FEW);
    EnrichSettings settings =
        EnrichSettings.defaults(new Identity("test", "this machine", "test"))
            .with(probing)
            .with(
                ProberSettings.defaults()
                    .withVpnPort(among.ports().vpn())
                    .with(
                        times -> times.withSilence(SILENCE, SILENCE).withWatch(SILENCE, SILENCE)));
    return new EnrichStage(settings, connection, owners(files), meters);
  }

  private ClassifyStage classify(LabDirectory files, KafkaConnection connection)
      throws IOException {
    return new ClassifyStage(
        LocalClassification.hurried(directory.resolve("state")),
        connection,
        owners(files),
        Ruleset.builtIn(),
        meters);
  }

  private static OwnerCatalogue owners(LabDirectory files) throws IOException {
    return OwnerCatalogue.builtIn().with(files.owners());
  }

  private static KafkaConnection connection(LocalStack stack) throws IOException {
    KafkaConnection connection =
        new KafkaConnection(
            stack.bootstrapServers(),
            stack.registryUrl(),
            new Topics("one" + UUID.randomUUID().toString().substring(0, 8)),
            Map.of());
    try (TopicAdministration topics = new TopicAdministration(connection)) {
      topics.create(2, (short) 1);
    }
    return connection;
  }

  private static <V extends SpecificRecord> Map<String, V> table(
      KafkaConnection connection, Topic<V> topic) {
    try (TopicReader<V> reader = new TopicReader<>(connection, topic)) {
      return reader.table(any -> true);
    }
  }
}
