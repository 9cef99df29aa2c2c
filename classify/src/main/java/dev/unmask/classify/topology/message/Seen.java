package dev.unmask.classify.topology.message;

/**
 * A fingerprint was seen between two times, both included. Of several, the extremes hold, in
 * whatever order they come.
 *
 * @param from epoch milliseconds
 * @param to epoch milliseconds, not before {@code from}
 */
public record Seen(long from, long to) implements ToFingerprint {

  public Seen {
    if (to < from) {
      throw new IllegalArgumentException("seen from " + from + " to " + to);
    }
  }

  /** At one time. */
  public static Seen at(long time) {
    return new Seen(time, time);
  }
}
