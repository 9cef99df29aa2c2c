package dev.unmask.app.lab;

import dev.unmask.app.local.LocalClassification;
import dev.unmask.app.run.ClassifyStage;
import dev.unmask.app.run.EnrichStage;
import dev.unmask.app.run.IngestStage;
import dev.unmask.app.run.LabDirectory;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.enrich.EnrichSettings;
import dev.unmask.enrich.Identity;
import dev.unmask.enrich.Moderation;
import dev.unmask.enrich.ProbingSettings;
import dev.unmask.enrich.policy.Scope;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.ingest.IngestSettings;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The stages, set up as any user would, with the files that the lab has written.
 *
 * @param ingest of what the crawler saw first
 * @param ingestChanged of what it saw of hosts that had changed their certificate
 */
record Stages(
    IngestStage ingest,
    IngestStage ingestChanged,
    EnrichStage enrich,
    ClassifyStage classify,
    String enrichGroup) {
  private static final String CONTACT = "mailto:demo@example.org";

  /**
   * A busy machine is slow at both ends of every connection here: its haste must not look like a
   * host's silence.
   */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration HOST_DEADLINE = Duration.ofMinutes(4);

  static Stages of(
      LabDirectory lab, Depth depth, KafkaConnection connection, Path state, MeterRegistry metrics)
      throws IOException {
    OwnerCatalogue owners = OwnerCatalogue.builtIn().with(lab.owners());
    String group = connection.topics().prefix() + ".enrich";
    EnrichSettings enrich =
        EnrichSettings.defaults(new Identity("demo", "this machine", "demo"))
            .with(probing(lab, depth))
            .with(patient(ProberSettings.defaults().with(depth::paced)));
    return new Stages(
        ingest(lab.banners(), connection, metrics),
        ingest(lab.bannersOfChanged(), connection, metrics),
        new EnrichStage(enrich, connection, owners, metrics),
        new ClassifyStage(
            LocalClassification.hurried(state), connection, owners, Ruleset.builtIn(), metrics),
        group);
  }

  private static IngestStage ingest(
      Path banners, KafkaConnection connection, MeterRegistry metrics) {
    return new IngestStage(
        IngestSettings.defaults(List.of(banners.toString())), connection, metrics);
  }

  /** A host that is seen again is probed again: it has changed. */
  private static ProbingSettings probing(LabDirectory lab, Depth depth) throws IOException {
    Scope scope = Scope.read(List.of(), List.of(lab.scope()));
    return ProbingSettings.off()
        .on(CONTACT, scope)
        .local(List.of(lab.roots()))
        .with(new Moderation(depth.rates(), depth.samples(), Duration.ZERO));
  }

  private static ProberSettings patient(ProberSettings defaults) {
    return defaults
        .with(times -> times.withConnecting(CONNECT_TIMEOUT, HANDSHAKE_TIMEOUT))
        .withHostDeadline(HOST_DEADLINE);
  }
}
