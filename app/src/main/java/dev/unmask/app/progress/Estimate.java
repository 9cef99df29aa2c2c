package dev.unmask.app.progress;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How fast a phase gets on since it began, and how long it will take from here, in words. */
public final class Estimate {
  private final LongSupplier nanoTime;
  private final long begun;

  /** Of a phase that begins now. */
  public Estimate(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    begun = nanoTime.getAsLong();
  }

  /** {@code 12,300/s, 40 s left}; empty as long as there is nothing to say. */
  public String of(long done, long total) {
    double seconds = (nanoTime.getAsLong() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
    if (done <= 0 || seconds <= 0) {
      return "";
    }
    double rate = done / seconds;
    String rest =
        done >= total ? "" : String.format(Locale.ROOT, ", %s left", left(total - done, rate));
    return String.format(Locale.ROOT, "%,.0f/s%s", rate, rest);
  }

  private static String left(long units, double rate) {
    long seconds = (long) Math.ceil(units / rate);
    return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
  }
}
