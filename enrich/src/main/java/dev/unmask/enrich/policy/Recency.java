package dev.unmask.enrich.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether a host was probed so lately that it is left alone, whatever its banner says: a host whose
 * certificate has changed is probed again when the time is over, so that nobody makes himself be
 * probed more often. Pure but for the memory and the clock; safe from any thread.
 */
public final class Recency {
  private final Function<String, Optional<Instant>> lastProbed;
  private final Duration pause;
  private final Clock clock;

  /**
   * @param lastProbed by endpoint, in text
   * @param pause between two probes of a host; zero for none
   */
  public Recency(Function<String, Optional<Instant>> lastProbed, Duration pause, Clock clock) {
    this.lastProbed = lastProbed;
    this.pause = pause;
    this.clock = clock;
  }

  /**
   * In words; empty if the host may be probed again. A time ahead of ours by more than the pause
   * comes from a wrong clock, and does not count.
   */
  Optional<String> tooSoon(Subject subject) {
    return lastProbed
        .apply(subject.endpoint())
        .filter(at -> Duration.between(at, clock.instant()).abs().compareTo(pause) < 0)
        .map(at -> "probed at %s, less than %s ago".formatted(at, pause));
  }
}
