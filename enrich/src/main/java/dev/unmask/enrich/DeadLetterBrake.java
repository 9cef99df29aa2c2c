package dev.unmask.enrich;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slows the stage down when dead letters come faster than can be an accident: then it is not the
 * records that are wrong, but the topic, or this version. Records wait for their place, in flight,
 * so that the queue fills and the offsets stand almost still until somebody looks. Safe from any
 * thread; blocks none.
 */
final class DeadLetterBrake {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterBrake.class);
  private static final int A_MINUTE = 60;

  private final ScheduledExecutorService timer;
  private final Bucket bucket;
  private final AtomicInteger waiting = new AtomicInteger();

  /** {@code burst}: so many at once are let pass, then one a second. */
  DeadLetterBrake(int burst, ScheduledExecutorService timer) {
    this.timer = timer;
    this.bucket =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(burst).refillGreedy(A_MINUTE, Duration.ofMinutes(1)))
            .build();
  }

  /** Completes when one more may be written. */
  CompletableFuture<Void> pass() {
    var passed = bucket.asScheduler().consume(1, timer);
    if (!passed.isDone()) {
      if (waiting.getAndIncrement() == 0) {
        LOG.error(
            "Dead letters come too fast, slowing down to one a second: is this the right topic, and the right version of unmask?");
      }
      passed.whenComplete((nothing, error) -> waiting.decrementAndGet());
    }
    return passed;
  }

  /** What is being waited for, if anything is. */
  Optional<String> waitingFor() {
    return waiting.get() > 0
        ? Optional.of(
            "dead letters to become fewer: %d records wait to become one".formatted(waiting.get()))
        : Optional.empty();
  }
}
