package dev.unmask.app.progress;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A line for each phase, and one a second while it lasts. */
final class LineProgress implements Progress {
  private static final long EVERY = TimeUnit.SECONDS.toNanos(1);

  private final PrintStream stream;
  private final LongSupplier nanoTime;
  private final long begun;
  private String phase = "";
  private String shown = "";
  private long shownAt;

  LineProgress(PrintStream stream, LongSupplier nanoTime) {
    this.stream = stream;
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  @Override
  public void phase(String name) {
    phase = name;
    show(name);
  }

  @Override
  public void update(long done, long total, String detail) {
    String counted = total == 0 ? "" : String.format(Locale.ROOT, " %,d of %,d", done, total);
    String line = phase + counted + (detail.isEmpty() ? "" : ", " + detail);
    if (nanoTime.getAsLong() - shownAt >= EVERY && !line.equals(shown)) {
      show(line);
    }
  }

  private void show(String line) {
    shown = line;
    shownAt = nanoTime.getAsLong();
    stream.printf(Locale.ROOT, "%6.1f s  %s%n", (shownAt - begun) / 1e9, line);
  }

  @Override
  public void close() {
    stream.flush();
  }
}
