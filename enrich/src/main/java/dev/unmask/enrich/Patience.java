package dev.unmask.enrich;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a step again until the thing that it depends on is there: a registry that is down, a broker
 * that does not acknowledge. A failure that is the record's own is passed on at once. While
 * anything is being repeated, the stage says what it waits for; the record stays in flight, so its
 * offset does not move, and the queue fills and takes no more. Safe from any thread; blocks none.
 */
final class Patience {
  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
  private static final long FIRST_PAUSE_MILLIS = 250;
  private static final int DOUBLINGS = 5;

  private final String dependency;
  private final Predicate<Throwable> recordsFault;
  private final Executor workers;
  private final ScheduledExecutorService timer;
  private final AtomicInteger repeating = new AtomicInteger();
  private final AtomicReference<String> lastFailure = new AtomicReference<>("");

  /**
   * @param dependency what the steps need, for people
   * @param recordsFault failures that trying again would not mend
   */
  Patience(
      String dependency,
      Predicate<Throwable> recordsFault,
      Executor workers,
      ScheduledExecutorService timer) {
    this.dependency = dependency;
    this.recordsFault = recordsFault;
    this.workers = workers;
    this.timer = timer;
  }

  /** The step's result, on a worker, however often it must be tried; cancelled when the task is. */
  <T> CompletableFuture<T> insist(Task task, Supplier<CompletableFuture<T>> step) {
    var result = new CompletableFuture<T>();
    attempt(new Attempt<>(task, step, result, 0));
    return result;
  }

  /** What is being waited for, and why, if anything is. */
  Optional<String> waitingFor() {
    return repeating.get() > 0
        ? Optional.of(dependency + ": " + lastFailure.get())
        : Optional.empty();
  }

  private record Attempt<T>(
      Task task, Supplier<CompletableFuture<T>> step, CompletableFuture<T> result, int failures) {

    Attempt<T> again() {
      return new Attempt<>(task, step, result, failures + 1);
    }

    long pauseMillis() {
      return FIRST_PAUSE_MILLIS << Math.min(failures, DOUBLINGS);
    }
  }

  private <T> void attempt(Attempt<T> attempt) {
    if (!attempt.task().wanted()) {
      settled(attempt);
      attempt.result().cancel(false);
      return;
    }
    CompletableFuture.supplyAsync(attempt.step(), workers)
        .thenCompose(started -> started)
        .whenComplete(
            (value, error) ->
                ended(attempt, value, Optional.ofNullable(error).map(Patience::cause)));
  }

  private <T> void ended(Attempt<T> attempt, T value, Optional<Throwable> error) {
    if (error.isEmpty()) {
      settled(attempt);
      attempt.result().complete(value);
    } else if (recordsFault.test(error.get()) || error.get() instanceof Error) {
      settled(attempt);
      attempt.result().completeExceptionally(error.get());
    } else {
      repeat(attempt, error.get());
    }
  }

  private <T> void repeat(Attempt<T> attempt, Throwable error) {
    lastFailure.set(String.valueOf(error.getMessage()));
    if (attempt.failures() == 0 && repeating.getAndIncrement() == 0) {
      LOG.warn("Waiting for {}: {}", dependency, error.toString());
    }
    var again = attempt.again();
    try {
      timer.schedule(() -> attempt(again), attempt.pauseMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      settled(again);
      attempt.result().completeExceptionally(new CancellationException("the stage is closed"));
    }
  }

  private void settled(Attempt<?> attempt) {
    if (attempt.failures() > 0 && repeating.decrementAndGet() == 0) {
      LOG.info("No longer waiting for {}", dependency);
    }
  }

  private static Throwable cause(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }
}
