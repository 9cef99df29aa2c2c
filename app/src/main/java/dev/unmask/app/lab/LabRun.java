package dev.unmask.app.lab;

import dev.unmask.app.local.LocalCluster;
import dev.unmask.app.local.Settling;
import dev.unmask.app.progress.Progress;
import dev.unmask.app.read.GroupLag;
import dev.unmask.app.read.TopicReader;
import dev.unmask.app.run.OnExit;
import dev.unmask.app.run.Pipeline;
import dev.unmask.app.run.TemporaryDirectory;
import dev.unmask.app.serve.Metrics;
import dev.unmask.avro.Observation;
import dev.unmask.lab.scenario.LabScenario;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topic;
import dev.unmask.schemas.topic.Topics;
import dev.unmask.stack.LocalStackSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.avro.specific.SpecificRecord;

/**
 * A lab, a cluster and all stages in this process, until every verdict is in. The stages know
 * nothing of the lab: they get its roots, owners and scope as files, as from any user. For one run,
 * on one thread.
 */
public final class LabRun {
  private static final int PARTITIONS = 4;

  private final LabScenario scenario;
  private final Depth depth;
  private final Progress progress;
  private final Timeline timeline;
  private final OnExit exit;
  private final MeterRegistry metrics = Metrics.ofThisProcess();

  /**
   * @param exit closes what the run opens
   */
  public LabRun(
      LabScenario scenario, Depth depth, Progress progress, Timeline timeline, OnExit exit) {
    this.scenario = scenario;
    this.depth = depth;
    this.progress = progress;
    this.timeline = timeline;
    this.exit = exit;
  }

  /**
   * Runs it.
   *
   * @throws IOException if this machine cannot serve the lab; the message says why
   */
  public Found run() throws IOException {
    requireLinux();
    Path directory = exit.add("temporary files", TemporaryDirectory.make()).path();
    progress.phase("starting the lab, a broker and a registry");
    CompletableFuture<LiveLab> starting = CompletableFuture.supplyAsync(() -> lab(directory));
    KafkaConnection connection = cluster();
    LiveLab lab = join(starting);
    Stages stages =
        Stages.of(lab.directory(), depth, connection, directory.resolve("classify"), metrics);
    Pipeline pipeline = exit.add("stages", new Pipeline());
    process(connection, lab, stages, pipeline);
    Found found = found(connection, lab);
    pipeline.close();
    return found;
  }

  private static void requireLinux() throws IOException {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
      throw new IOException(
          "the lab needs Linux, where all of 127.0.0.0/8 is this machine; run it in the container: docker run --rm unmask demo");
    }
  }

  private LiveLab lab(Path directory) {
    Duration from = timeline.now();
    try {
      LiveLab lab = exit.add("lab", LiveLab.start(scenario, directory));
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

  private void process(KafkaConnection connection, LiveLab lab, Stages stages, Pipeline pipeline)
      throws IOException {
    Duration from = timeline.now();
    pipeline.start(stages.classify());
    pipeline.start(stages.enrich());
    Settling settling = new Settling(pipeline, stages.enrich(), stages.classify(), progress);
    settling.ingest(stages.ingest());
    timeline.add("ingest", from);
    if (!lab.changing().isEmpty()) {
      change(connection, lab, stages, settling);
      timeline.add("some hosts change their certificate", from);
    }
    try (GroupLag lag =
        new GroupLag(connection, stages.enrichGroup(), connection.topics().banners().name())) {
      settling.enriched(lag);
    }
    timeline.add("enrich: probes of all hosts", from);
    Duration lastObservation = timeline.now();
    settling.classified();
    timeline.add("classify, after the last observation", lastObservation);
  }

  /** As soon as all of them have been observed, and while others still are. */
  private static void change(
      KafkaConnection connection, LiveLab lab, Stages stages, Settling settling)
      throws IOException {
    try (TopicReader<Observation> observations =
        new TopicReader<>(connection, connection.topics().observations())) {
      settling.observed(observations, lab.changing());
    }
    lab.change();
    settling.ingest(stages.ingestChanged());
  }

  private Found found(KafkaConnection connection, LiveLab lab) {
    progress.phase("reading the verdicts");
    Duration from = timeline.now();
    Topics topics = connection.topics();
    Found found =
        new Found(
            lab.truth(),
            table(connection, topics.currentVerdicts()),
            table(connection, topics.hostVerdicts()),
            table(connection, topics.observations()));
    timeline.add("reading what came of it", from);
    return found;
  }

  private static <V extends SpecificRecord> Map<String, V> table(
      KafkaConnection connection, Topic<V> topic) {
    try (TopicReader<V> reader = new TopicReader<>(connection, topic)) {
      return reader.table(any -> true);
    }
  }
}
