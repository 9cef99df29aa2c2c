package dev.unmask.app.local;

import dev.unmask.app.progress.Progress;
import dev.unmask.app.read.GroupLag;
import dev.unmask.app.read.TopicReader;
import dev.unmask.app.run.ClassifyStage;
import dev.unmask.app.run.EnrichStage;
import dev.unmask.app.run.IngestStage;
import dev.unmask.app.run.Pipeline;
import dev.unmask.avro.Observation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Waits until stages that run in this process have nothing left to do: ingest has ended; enrich has
 * committed all banners, which it does once their observations are acknowledged; classify is quiet.
 * In this order, since each feeds the next. For one run, on one thread.
 */
public final class Settling {
  private final Pipeline pipeline;
  private final List<IngestStage> feeds = new ArrayList<>();
  private final EnrichStage enrich;
  private final ClassifyStage classify;
  private final Progress progress;

  /** Stages of the pipeline, started or to be. */
  public Settling(
      Pipeline pipeline, EnrichStage enrich, ClassifyStage classify, Progress progress) {
    this.pipeline = pipeline;
    this.enrich = enrich;
    this.classify = classify;
    this.progress = progress;
  }

  /** Starts it, and waits until all its files are in; one such stage after the other. */
  public void ingest(IngestStage feed) {
    progress.phase("ingesting");
    feeds.add(feed);
    pipeline.start(feed);
    until(() -> feed.report().isPresent());
  }

  /**
   * Waits until some hosts have been observed.
   *
   * @param endpoints theirs
   */
  public void observed(TopicReader<Observation> observations, Set<String> endpoints) {
    progress.phase("gathering evidence");
    Set<String> awaited = new HashSet<>(endpoints);
    observations.follow(
        (endpoint, seen) -> awaited.remove(endpoint),
        () -> {},
        () -> {
          update();
          return awaited.isEmpty() || pipeline.failure().isPresent() || pipeline.stopped();
        });
    until(awaited::isEmpty);
  }

  /**
   * Waits until every banner has its observation.
   *
   * @param lag of enrich's group on the topic of banners
   */
  public void enriched(GroupLag lag) {
    progress.phase("gathering evidence");
    until(() -> enrich.inFlight() == 0 && enrich.done() >= published() && lag.now() == 0);
  }

  /** Waits until all verdicts are out. */
  public void classified() {
    progress.phase("classifying");
    until(classify::quiet);
  }

  private void until(BooleanSupplier done) {
    pipeline.awaitThat(done, this::update);
  }

  private void update() {
    progress.update(enrich.done(), published(), enrich.inFlight() + " hosts in flight");
  }

  private long published() {
    return feeds.stream().mapToLong(feed -> feed.progress().published()).sum();
  }
}
