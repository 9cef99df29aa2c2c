package dev.unmask.app.local;

import dev.unmask.app.progress.Progress;
import dev.unmask.app.read.GroupLag;
import dev.unmask.app.read.TopicReader;
import dev.unmask.app.run.ClassifyStage;
import dev.unmask.app.run.EnrichStage;
import dev.unmask.app.run.IngestStage;
import dev.unmask.app.run.OnExit;
import dev.unmask.app.run.Pipeline;
import dev.unmask.app.run.TemporaryDirectory;
import dev.unmask.app.serve.Metrics;
import dev.unmask.avro.Verdict;
import dev.unmask.classify.ClassifySettings;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.enrich.EnrichSettings;
import dev.unmask.ingest.IngestReport;
import dev.unmask.ingest.IngestSettings;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStackSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.SortedMap;

/** Files in, verdicts out, on a cluster that lives as long as this. For one run, on one thread. */
public final class Analysis {
  private static final int PARTITIONS = 4;

  private final OwnerCatalogue owners;
  private final Progress progress;
  private final OnExit exit;
  private final MeterRegistry metrics = Metrics.ofThisProcess();

  /**
   * @param exit closes what the run opens
   */
  public Analysis(OwnerCatalogue owners, Progress progress, OnExit exit) {
    this.owners = owners;
    this.progress = progress;
    this.exit = exit;
  }

  /**
   * What came of it.
   *
   * @param verdicts by fingerprint
   */
  public record Outcome(IngestReport ingested, SortedMap<String, Verdict> verdicts) {}

  /** Runs the stages until nothing is left to do. */
  public Outcome run(IngestSettings ingest, EnrichSettings enrich) {
    progress.phase("starting a broker and a registry");
    LocalCluster cluster =
        LocalCluster.start(
            LocalStackSettings.temporary(), new Topics(Topics.DEFAULT_PREFIX), PARTITIONS);
    KafkaConnection connection = exit.add("broker and registry", cluster).connection();
    TemporaryDirectory directory = exit.add("temporary files", TemporaryDirectory.make());
    ClassifySettings classify = LocalClassification.hurried(directory.path());
    IngestStage ingesting = new IngestStage(ingest, connection, metrics);
    settle(
        connection,
        ingesting,
        new EnrichStage(enrich, connection, owners, metrics),
        new ClassifyStage(classify, connection, owners, Ruleset.builtIn(), metrics));
    try (TopicReader<Verdict> reader =
        new TopicReader<>(connection, connection.topics().currentVerdicts())) {
      return new Outcome(ingesting.report().orElseThrow(), reader.table(any -> true));
    }
  }

  private void settle(
      KafkaConnection connection, IngestStage ingest, EnrichStage enrich, ClassifyStage classify) {
    Pipeline pipeline = exit.add("stages", new Pipeline());
    pipeline.start(classify);
    pipeline.start(enrich);
    Settling settling = new Settling(pipeline, enrich, classify, progress);
    settling.ingest(ingest);
    try (GroupLag lag =
        new GroupLag(
            connection,
            connection.topics().prefix() + ".enrich",
            connection.topics().banners().name())) {
      settling.enriched(lag);
    }
    settling.classified();
    pipeline.close();
  }
}
