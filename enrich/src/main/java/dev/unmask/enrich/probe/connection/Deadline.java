package dev.unmask.enrich.probe.connection;

import java.time.Duration;

/**
 * A point in time after which nothing is waited for.
 *
 * @param atNanos as {@link System#nanoTime()} counts
 */
public record Deadline(long atNanos) {

  /** The deadline that lies so far ahead. */
  public static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** What is left, never negative. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
  }

  /** The shorter of a duration and what is left. */
  public Duration atMost(Duration duration) {
    Duration left = remaining();
    return left.compareTo(duration) < 0 ? left : duration;
  }

  /** How long ago it was, never negative. */
  public Duration late() {
    return Duration.ofNanos(Math.max(0, System.nanoTime() - atNanos));
  }

  public boolean passed() {
    return System.nanoTime() - atNanos >= 0;
  }
}
