package dev.unmask.classify;

import dev.unmask.classify.topology.store.Mode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/**
 * Has a topology run as what is decided of the epoch, and anew when something else is decided. One
 * thread follows; what runs any may ask for.
 */
final class Following {

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration WATCH = Duration.ofMillis(500);

  private final Supplier<Mode> decision;
  private final CountDownLatch stopping;
  private final Function<Mode, Running> begin;
  private final Consumer<KafkaException> unreachable;
  private final Consumer<Throwable> failed;
  private volatile Optional<Running> running = Optional.empty();

  /**
   * @param decision what holds; asks the broker
   * @param stopping ends it
   * @param begin starts a topology
   * @param unreachable is told why it waits before it begins
   * @param failed is told that it ended unasked, as a topology did not stop
   */
  Following(
      Supplier<Mode> decision,
      CountDownLatch stopping,
      Function<Mode, Running> begin,
      Consumer<KafkaException> unreachable,
      Consumer<Throwable> failed) {
    this.decision = decision;
    this.stopping = stopping;
    this.begin = begin;
    this.unreachable = unreachable;
    this.failed = failed;
  }

  /** What runs, or ran last; empty before the first. */
  Optional<Running> running() {
    return running;
  }

  /** Until it is stopped; whether all was closed in time. What was not closed is the last. */
  boolean follow() throws InterruptedException {
    boolean closed = true;
    while (closed && stopping.getCount() > 0) {
      Optional<Mode> decided = decided();
      if (decided.isPresent()) {
        closed = workAs(decided.get());
      } else {
        stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
    if (!closed && stopping.getCount() > 0) {
      failed.accept(
          new IllegalStateException(
              "the topology did not stop within " + Running.CLOSING.toSeconds() + " s"));
    }
    return closed;
  }

  private boolean workAs(Mode mode) throws InterruptedException {
    Running now = begin.apply(mode);
    running = Optional.of(now);
    while (!stopping.await(WATCH.toMillis(), TimeUnit.MILLISECONDS)
        && !now.outOfDate()
        && still(mode)) {}
    return now.close();
  }

  /** Empty while the broker or the registry does not answer. */
  private Optional<Mode> decided() {
    try {
      return Optional.of(decision.get());
    } catch (KafkaException noAnswer) {
      unreachable.accept(noAnswer);
      return Optional.empty();
    }
  }

  /** While the broker does not answer, nothing else is decided that one could know of. */
  private boolean still(Mode mode) {
    try {
      return decision.get() == mode;
    } catch (KafkaException noAnswer) {
      return true;
    }
  }
}
