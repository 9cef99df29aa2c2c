package dev.unmask.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PatienceTest {
  private static final Duration SOON = Duration.ofMinutes(1);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Patience patience =
      new Patience("the registry", IllegalArgumentException.class::isInstance, timer, timer);
  private final AtomicBoolean there = new AtomicBoolean();
  private final AtomicInteger tries = new AtomicInteger();
  private final Task task = new Task();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void a_step_is_tried_until_what_it_needs_is_there() {
    var result = patience.insist(task, this::ask);
    await().until(() -> tries.get() >= 2);

    assertThat(result).isNotDone();
    assertThat(patience.waitingFor()).contains("the registry: not there");

    there.set(true);

    assertThat(result).succeedsWithin(SOON).isEqualTo("answer");
    assertThat(patience.waitingFor()).isEmpty();
  }

  @Test
  void a_step_that_fails_later_is_tried_again_too() {
    var result =
        patience.insist(
            task,
            () ->
                there.getAndSet(true)
                    ? CompletableFuture.completedFuture("late")
                    : CompletableFuture.failedFuture(
                        new IllegalStateException("not acknowledged")));

    assertThat(result).succeedsWithin(SOON).isEqualTo("late");
  }

  @Test
  void what_is_the_records_own_fault_is_not_tried_again() {
    var result =
        patience.insist(
            task, () -> CompletableFuture.failedFuture(new IllegalArgumentException("too large")));

    assertThat(result).failsWithin(SOON).withThrowableThat().withMessageContaining("too large");
    assertThat(patience.waitingFor()).isEmpty();
  }

  @Test
  void a_task_that_nobody_waits_for_is_not_tried_again() {
    var result = patience.insist(task, this::ask);
    await().until(() -> patience.waitingFor().isPresent());

    task.done().cancel(true);

    await().until(result::isCancelled);
    assertThat(patience.waitingFor()).isEmpty();
  }

  @Test
  void a_part_is_cancelled_with_its_task() {
    var part = task.part(new CompletableFuture<String>());

    task.done().cancel(true);

    assertThat(part).isCancelled();
    assertThat(task.wanted()).isFalse();
  }

  @Test
  void a_task_ends_as_its_work_does() {
    var cancelled = new Task();
    task.end(new Finish.Dead(), null);
    cancelled.end(null, new CancellationException());

    assertThat(task.done()).isCompletedWithValue(new Finish.Dead());
    assertThat(cancelled.done()).isCancelled();
  }

  private CompletableFuture<String> ask() {
    tries.incrementAndGet();
    if (!there.get()) {
      throw new IllegalStateException("not there");
    }
    return CompletableFuture.completedFuture("answer");
  }
}
