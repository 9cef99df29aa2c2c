package dev.unmask.classify.topology.latest;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When what was seen of an endpoint no longer counts: if its event time is so long before one time,
 * which is the same for all partitions. So what counts is a function of the observations and of
 * that time, whenever and in whatever order they came.
 *
 * @param after a day or more
 * @param at the time that it is judged against, as for a stretch of the past; empty for now, in
 *     whole hours
 */
public record Expiry(Duration after, Optional<Instant> at) {

  public Expiry {
    if (after.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException(
          "--expire-after " + after + ": expected a day (P1D) or more");
    }
  }

  /**
   * What was seen before this does not count.
   *
   * @param now epoch milliseconds
   * @return epoch milliseconds
   */
  long cutoff(long now) {
    Instant judged = at.orElseGet(() -> Instant.ofEpochMilli(now).truncatedTo(ChronoUnit.HOURS));
    return judged.minus(after).toEpochMilli();
  }
}
