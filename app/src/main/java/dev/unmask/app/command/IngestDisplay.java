package dev.unmask.app.command;

import dev.unmask.app.progress.IngestStatus;
import dev.unmask.app.progress.Progress;
import dev.unmask.ingest.IngestProgress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows how far an ingestion is until it is closed; a thread of its own asks it. */
final class IngestDisplay implements AutoCloseable {
  private static final int EVERY_MILLIS = 250;

  private final Progress progress;
  private final Supplier<IngestProgress> ingest;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(IngestDisplay::daemon);
  private final long begun = System.nanoTime();

  /** Shows from now on. */
  IngestDisplay(Progress progress, Supplier<IngestProgress> ingest) {
    this.progress = progress;
    this.ingest = ingest;
    progress.phase("ingesting bytes");
    thread.scheduleWithFixedDelay(this::show, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void show() {
    IngestProgress now = ingest.get();
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
    progress.update(
        now.bytesRead(),
        now.bytesTotal().orElse(0),
        IngestStatus.of(now.read(), now.dead(), now.bytesRead(), now.bytesTotal(), elapsed));
  }

  /** Shows nothing more: what comes after it stands on lines of its own. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (thread.awaitTermination(1, TimeUnit.SECONDS)) {
        progress.close();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "progress");
    thread.setDaemon(true);
    return thread;
  }
}
