package dev.unmask.app.demo;

import dev.unmask.app.local.LocalCluster;
import dev.unmask.app.local.Settling;
import dev.unmask.app.progress.Progress;
import dev.unmask.app.read.GroupLag;
import dev.unmask.app.read.TopicReader;
import dev.unmask.app.run.OnExit;
import dev.unmask.app.run.Pipeline;
import dev.unmask.app.run.TemporaryDirectory;
import dev.unmask.app.serve.Metrics;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Verdict;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topic;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStackSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.avro.specific.SpecificRecord;

/**
 * The case, live: a lab, a cluster and all stages in this process, until every verdict is in. The
 * stages know nothing of the lab: they get its roots, owners and scope as files, as from any user.
 * For one run, on one thread.
 */
public final class Demo {
  private static final int PARTITIONS = 4;

  private final DemoSettings settings;
  private final Progress progress;
  private final Timeline timeline;
  private final OnExit exit;
  private final MeterRegistry metrics = Metrics.ofThisProcess();

  /**
   * @param exit closes what the run opens
   */
  public Demo(DemoSettings settings, Progress progress, Timeline timeline, OnExit exit) {
    this.settings = settings;
    this.progress = progress;
    this.timeline = timeline;
    this.exit = exit;
  }

  /**
   * Runs it.
   *
   * @throws IOException if this machine cannot serve the lab; the message says why
   */
  public DemoResult run() throws IOException {
    Path directory = exit.add("temporary files", TemporaryDirectory.make()).path();
    progress.phase("starting the lab, a broker and a registry");
    CompletableFuture<LiveLab> starting = CompletableFuture.supplyAsync(() -> lab(directory));
    KafkaConnection connection = cluster();
    LiveLab lab = join(starting);
    Stages stages = Stages.of(lab.directory(), connection, directory.resolve("classify"), metrics);
    Pipeline pipeline = exit.add("stages", new Pipeline());
    process(connection, stages, pipeline);
    DemoResult result = result(connection, lab);
    pipeline.close();
    return result;
  }

  private LiveLab lab(Path directory) {
    Duration from = timeline.now();
    try {
      LiveLab lab = exit.add("lab", LiveLab.start(settings.scale(), settings.seed(), directory));
      timeline.add("lab: certificates, banners, ports", from);
      return lab;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed.getMessage(), failed);
    }
  }

  private KafkaConnection cluster() {
    Duration from = timeline.now();
    LocalCluster cluster =
        LocalCluster.start(
            LocalStackSettings.temporary(), new Topics(Topics.DEFAULT_PREFIX), PARTITIONS);
    timeline.add("broker, registry, topics", from);
    return exit.add("broker and registry", cluster).connection();
  }

  private static LiveLab join(CompletableFuture<LiveLab> starting) throws IOException {
    try {
      return starting.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof UncheckedIOException known
          ? known.getCause()
          : new IOException(failed.getCause());
    }
  }

  private void process(KafkaConnection connection, Stages stages, Pipeline pipeline) {
    Duration from = timeline.now();
    pipeline.start(stages.classify());
    pipeline.start(stages.enrich());
    pipeline.start(stages.ingest());
    Settling settling =
        new Settling(pipeline, stages.ingest(), stages.enrich(), stages.classify(), progress);
    settling.ingested();
    timeline.add("ingest", from);
    try (GroupLag lag =
        new GroupLag(connection, stages.enrichGroup(), connection.topics().banners().name())) {
      settling.enriched(lag);
    }
    timeline.add("enrich: probes of all hosts", from);
    Duration lastObservation = timeline.now();
    settling.classified();
    timeline.add("classify, after the last observation", lastObservation);
  }

  private DemoResult result(KafkaConnection connection, LiveLab lab) {
    progress.phase("reading the verdicts");
    Duration from = timeline.now();
    Topics topics = connection.topics();
    Map<String, Verdict> verdicts = table(connection, topics.currentVerdicts());
    Map<String, HostVerdict> hosts = table(connection, topics.hostVerdicts());
    Map<String, Observation> observations = table(connection, topics.observations());
    timeline.add("reading what came of it", from);
    List<Verdict> largestFirst = verdicts.values().stream().sorted(LARGEST_FIRST).toList();
    return new DemoResult(
        settings.scale(),
        largestFirst,
        CaseFigures.of(observations.values()),
        lab.truth(),
        Grade.of(lab.truth(), verdicts, hosts),
        timeline.phases(),
        timeline.now(),
        Memory.peakMebibytes());
  }

  private static final Comparator<Verdict> LARGEST_FIRST =
      Comparator.comparingLong((Verdict verdict) -> verdict.getHosts().getTotal())
          .reversed()
          .thenComparing(Verdict::getFingerprint);

  private static <V extends SpecificRecord> Map<String, V> table(
      KafkaConnection connection, Topic<V> topic) {
    try (TopicReader<V> reader = new TopicReader<>(connection, topic)) {
      return reader.table(any -> true);
    }
  }
}
