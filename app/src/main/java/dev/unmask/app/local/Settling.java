package dev.unmask.app.local;

import dev.unmask.app.progress.Progress;
import dev.unmask.app.read.GroupLag;
import dev.unmask.app.run.ClassifyStage;
import dev.unmask.app.run.EnrichStage;
import dev.unmask.app.run.IngestStage;
import dev.unmask.app.run.Pipeline;
import java.util.function.BooleanSupplier;

/**
 * Waits until stages that run in this process have nothing left to do: ingest has ended; enrich has
 * committed all banners, which it does once their observations are acknowledged; classify is quiet.
 * In this order, since each feeds the next. For one run, on one thread.
 */
public final class Settling {
  private final Pipeline pipeline;
  private final IngestStage ingest;
  private final EnrichStage enrich;
  private final ClassifyStage classify;
  private final Progress progress;

  /** Stages of the pipeline, started or to be. */
  public Settling(
      Pipeline pipeline,
      IngestStage ingest,
      EnrichStage enrich,
      ClassifyStage classify,
      Progress progress) {
    this.pipeline = pipeline;
    this.ingest = ingest;
    this.enrich = enrich;
    this.classify = classify;
    this.progress = progress;
  }

  /** Waits until all files are in. */
  public void ingested() {
    progress.phase("ingesting");
    until(() -> ingest.report().isPresent());
  }

  /**
   * Waits until every banner has its observation.
   *
   * @param lag of enrich's group on the topic of banners
   */
  public void enriched(GroupLag lag) {
    progress.phase("gathering evidence");
    until(
        () ->
            enrich.inFlight() == 0
                && enrich.done() >= ingest.progress().published()
                && lag.now() == 0);
  }

  /** Waits until all verdicts are out. */
  public void classified() {
    progress.phase("classifying");
    until(classify::quiet);
  }

  private void until(BooleanSupplier done) {
    pipeline.awaitThat(
        done,
        () ->
            progress.update(
                enrich.done(),
                ingest.progress().published(),
                enrich.inFlight() + " hosts in flight"));
  }
}
