package dev.unmask.enrich.probe;

import dev.unmask.enrich.probe.connection.Deadline;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How long one host keeps its place at the turnstile: until its first probe has ended. While it
 * says nothing, a tarpit or a host behind a filter for instance, there is nothing to do for it, and
 * it steps aside until its first byte comes. One that speaks and never ends leaves too. For one
 * event loop, but for {@link #end()}.
 */
final class Stay {

  /** So long nothing may be heard of a host that keeps its place. */
  private static final Duration SILENCE = Duration.ofMillis(100);

  private static final Duration LONGEST = Duration.ofSeconds(4);

  private static final Duration LATE = Duration.ofMillis(50);

  private final EventLoop loop;
  private final Turnstile.Inside inside;
  private boolean heard;
  private volatile Optional<Future<?>> timer = Optional.empty();

  Stay(EventLoop loop, Turnstile.Inside inside) {
    this.loop = loop;
    this.inside = inside;
  }

  /** Nothing has been sent to the host yet. */
  void begin() {
    after(SILENCE, this::onSilence);
  }

  /** The host's first bytes have come. */
  void heard() {
    heard = true;
    inside.stepBack();
  }

  /** Its first probe has ended, or all have; more than once is once. */
  void end() {
    timer.ifPresent(running -> running.cancel(false));
    inside.leave();
  }

  private void onSilence() {
    if (!heard) {
      inside.stepAside();
    }
    after(LONGEST, inside::leave);
  }

  /**
   * Unless our own timers are late: then it is not the host that is slow, and no more may begin.
   */
  private void after(Duration wait, Runnable then) {
    Deadline due = Deadline.in(wait);
    timer =
        Optional.of(
            loop.schedule(
                () -> {
                  if (due.late().compareTo(LATE) > 0) {
                    after(wait, then);
                  } else {
                    then.run();
                  }
                },
                wait.toNanos(),
                TimeUnit.NANOSECONDS));
  }
}
