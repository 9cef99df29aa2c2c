package dev.unmask.classify.epoch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Waits for what the broker says. While it says nothing, or what it says of itself will pass, the
 * answer is "not yet". Immutable.
 *
 * @param progress is told what is waited for
 * @param limit of each wait
 */
record Awaiting(Consumer<String> progress, Duration limit) {

  private static final Duration PACE = Duration.ofMillis(200);

  /** Asks the broker. */
  interface Condition {
    boolean holds() throws ExecutionException, InterruptedException;
  }

  /**
   * Returns when it holds.
   *
   * @throws IllegalStateException if it does not in time
   * @throws UnsupportedVersionException if the broker is too old to be asked
   * @throws KafkaException if it refuses otherwise
   */
  void until(String what, Condition condition) throws InterruptedException {
    progress.accept("waiting for " + what);
    long begin = System.nanoTime();
    Optional<String> trouble = Optional.empty();
    do {
      try {
        if (condition.holds()) {
          return;
        }
        trouble = Optional.empty();
      } catch (ExecutionException | KafkaException failed) {
        trouble = Optional.of(passing(what, failed));
      }
      Thread.sleep(PACE.toMillis());
    } while (System.nanoTime() - begin <= limit.toNanos());
    throw new IllegalStateException(
        "waited for "
            + what
            + " for "
            + limit.toSeconds()
            + " s"
            + trouble.map(last -> ": " + last).orElse(""));
  }

  /** What is wrong, where that will pass. */
  private static String passing(String what, Exception failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException passing) {
        return passing.toString();
      }
      if (cause instanceof UnsupportedVersionException older) {
        throw older;
      }
    }
    throw failed instanceof KafkaException refused
        ? refused
        : new KafkaException(what + ": " + failed.getCause(), failed);
  }
}
