package dev.unmask.classify.topology.failure;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How many dead letters there may be in a stretch of time. Safe from any thread. */
public final class DeadLetterLimit {

  private final int most;
  private final Duration stretch;
  private final LongSupplier nanoTime;
  private long begin;
  private int letters;

  /**
   * @param most how many in each stretch
   * @param nanoTime as {@link System#nanoTime()}
   */
  public DeadLetterLimit(int most, Duration stretch, LongSupplier nanoTime) {
    this.most = most;
    this.stretch = stretch;
    this.nanoTime = nanoTime;
    begin = nanoTime.getAsLong();
  }

  /** Counts one more; whether it is within the limit. */
  public synchronized boolean allows() {
    long now = nanoTime.getAsLong();
    if (now - begin >= stretch.toNanos()) {
      begin = now;
      letters = 0;
    }
    letters++;
    return letters <= most;
  }

  @Override
  public String toString() {
    return most + " in " + stretch.toSeconds() + " s";
  }
}
