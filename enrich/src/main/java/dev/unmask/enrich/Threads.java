package dev.unmask.enrich;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Workers, which may block (registry, producer, signatures), and a timer, which may not. What waits
 * for a worker is bounded by what is in flight.
 */
final class Threads implements AutoCloseable {
  /** Two at least: one may be waiting for the registry. */
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          Math.max(2, Runtime.getRuntime().availableProcessors()), named("unmask-enrich-worker"));

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(named("unmask-enrich-timer"));

  Executor workers() {
    return workers;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  /** Runs what it is given a second later, on the timer. */
  Executor afterASecond() {
    return CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, timer);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    workers.shutdownNow();
  }

  private static ThreadFactory named(String name) {
    return task -> {
      var thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
