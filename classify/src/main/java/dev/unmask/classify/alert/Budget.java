package dev.unmask.classify.alert;

import dev.unmask.avro.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How many new alerts people are given: a bucket that holds a day's worth, and of which a quarter
 * is kept for what is HIGH or CRITICAL. So in any day there are at most twice as many as are added
 * in one. Immutable.
 *
 * @param full when the bucket would be full again; more than a day ahead it is of a clock that has
 *     been put back, and does not count
 */
public record Budget(Instant full) {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration THREE_QUARTERS = DAY.multipliedBy(3).dividedBy(4);

  /** A full one. */
  static final Budget FULL = new Budget(Instant.EPOCH);

  /** With one alert less; empty if there is none left for that severity. */
  Optional<Budget> take(Instant now, Severity severity, int perHour) {
    boolean used = full.isAfter(now) && !full.isAfter(now.plus(DAY));
    Instant later = (used ? full : now).plus(Duration.ofHours(1).dividedBy(perHour));
    Duration most = severity.compareTo(Severity.HIGH) >= 0 ? DAY : THREE_QUARTERS;
    return later.isAfter(now.plus(most)) ? Optional.empty() : Optional.of(new Budget(later));
  }
}
