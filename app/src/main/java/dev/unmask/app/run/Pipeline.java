package dev.unmask.app.run;

import dev.unmask.app.serve.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/**
 * Stages that run together in this process, each on a thread of its own, and end together: when one
 * fails, all are asked to drain. Safe from any thread.
 */
public final class Pipeline implements Health, AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final List<Running> running = new ArrayList<>();
  private volatile boolean stopped;

  /** Starts a stage; it is stopped before those started earlier. */
  public synchronized void start(Stage stage) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    Thread thread = new Thread(() -> run(stage, end), stage.name());
    running.add(new Running(stage, thread, end));
    thread.start();
  }

  private static void run(Stage stage, CompletableFuture<Void> end) {
    try {
      stage.run();
      end.complete(null);
    } catch (Throwable failed) {
      end.completeExceptionally(failed);
    }
  }

  /**
   * Waits until every stage has ended by itself or by {@link #close}.
   *
   * @throws RuntimeException what the first failing stage threw; the others were asked to drain
   */
  public void await() {
    try {
      firstEnd().join();
      close();
    } catch (CompletionException failed) {
      close();
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }

  /** Completes when all stages ended, or one failed. */
  private synchronized CompletableFuture<Void> firstEnd() {
    CompletableFuture<Void> end =
        CompletableFuture.allOf(
            running.stream().map(Running::end).toArray(CompletableFuture[]::new));
    running.forEach(one -> one.end().whenComplete((done, failed) -> failIf(end, failed)));
    return end;
  }

  private static void failIf(
      CompletableFuture<Void> end, @org.jspecify.annotations.Nullable Throwable failed) {
    if (failed != null) {
      end.completeExceptionally(failed);
    }
  }

  /**
   * Waits until a condition holds, which is looked at some times a second.
   *
   * @param meanwhile called each time that it does not
   * @throws RuntimeException what a stage threw, if one did
   * @throws CancellationException if the stages were told to stop, or the caller was interrupted
   */
  public void awaitThat(BooleanSupplier condition, Runnable meanwhile) {
    while (!condition.getAsBoolean()) {
      failure().ifPresent(Pipeline::rethrow);
      if (stopped()) {
        throw new CancellationException("stopped before the end");
      }
      meanwhile.run();
      pause();
    }
  }

  private static void rethrow(Throwable failure) {
    throw failure instanceof RuntimeException known
        ? known
        : new IllegalStateException(failure.getMessage(), failure);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  /** What a stage threw, if one did. */
  public synchronized Optional<Throwable> failure() {
    return running.stream().flatMap(one -> one.failure().stream()).findFirst();
  }

  /** Whether it was told to stop. */
  public boolean stopped() {
    return stopped;
  }

  @Override
  public synchronized boolean alive() {
    return running.stream()
        .allMatch(one -> one.failure().isEmpty() && (one.end().isDone() || one.stage().alive()));
  }

  @Override
  public synchronized List<String> waitingFor() {
    return running.stream()
        .flatMap(
            one -> one.stage().waitingFor().map(what -> one.stage().name() + ": " + what).stream())
        .toList();
  }

  /** Drains all stages, the last started first, and returns when their threads have ended. */
  @Override
  public void close() {
    stopped = true;
    List<Running> stages;
    synchronized (this) {
      stages = new ArrayList<>(running);
    }
    Collections.reverse(stages);
    stages.forEach(Running::stop);
  }

  private record Running(Stage stage, Thread thread, CompletableFuture<Void> end) {
    Optional<Throwable> failure() {
      return end.isCompletedExceptionally() ? Optional.of(cause()) : Optional.empty();
    }

    private Throwable cause() {
      Throwable failed = end.handle((done, thrown) -> thrown).join();
      return failed instanceof CompletionException wrapped && wrapped.getCause() != null
          ? wrapped.getCause()
          : failed;
    }

    void stop() {
      stage.close();
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
