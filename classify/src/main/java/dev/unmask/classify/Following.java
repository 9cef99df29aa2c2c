package dev.unmask.classify;

import dev.unmask.classify.epoch.ModeWatch;
import dev.unmask.classify.topology.store.Mode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;

/**
 * Has a topology run as what is decided of the epoch, and anew when something else is decided. One
 * thread follows; what runs any may ask for.
 */
final class Following {

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration WATCH = Duration.ofMillis(500);

  private final ModeWatch watch;
  private final CountDownLatch stopping;
  private final Function<Mode, Running> begin;
  private final Consumer<KafkaException> unreachable;
  private volatile Optional<Running> running = Optional.empty();

  /**
   * @param stopping ends it
   * @param begin starts a topology
   * @param unreachable is told why it waits before it begins
   */
  Following(
      ModeWatch watch,
      CountDownLatch stopping,
      Function<Mode, Running> begin,
      Consumer<KafkaException> unreachable) {
    this.watch = watch;
    this.stopping = stopping;
    this.begin = begin;
    this.unreachable = unreachable;
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
      return Optional.of(watch.now());
    } catch (KafkaException noAnswer) {
      unreachable.accept(noAnswer);
      return Optional.empty();
    }
  }

  /** While the broker does not answer, nothing else is decided that one could know of. */
  private boolean still(Mode mode) {
    try {
      return watch.now() == mode;
    } catch (KafkaException noAnswer) {
      return true;
    }
  }
}
