package dev.unmask.ingest.stream;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before each attempt: twice as long as before the last, up to a limit, and of
 * that between a half and the whole by chance, so that a feed's customers do not all come back at
 * once. Used by one thread.
 */
final class Backoff {

  private static final int MAX_DOUBLINGS = 6;

  private final Duration first;
  private final DoubleSupplier chance;
  private int attempts;

  /**
   * @param chance from 0 to 1
   */
  Backoff(Duration first, DoubleSupplier chance) {
    this.first = first;
    this.chance = chance;
  }

  Duration next() {
    long whole = first.toNanos() << Math.min(MAX_DOUBLINGS, attempts);
    attempts++;
    return Duration.ofNanos((long) (whole * (0.5 + chance.getAsDouble() / 2)));
  }

  /**
   * The last attempt was a success: a connection with lines has lasted for so long. One that is
   * shorter than a pause may be, and ends, is no sign that the feed is well again.
   */
  void lasted(Duration connection) {
    if (connection.compareTo(first.multipliedBy(1L << MAX_DOUBLINGS)) > 0) {
      attempts = 0;
    }
  }
}
