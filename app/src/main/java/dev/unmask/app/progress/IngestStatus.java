package dev.unmask.app.progress;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** How far an ingestion is, in words. */
public final class IngestStatus {
  private static final double MIB = 1 << 20;

  private IngestStatus() {}

  /**
   * {@code 12,300 records (1,230/s), 4 dead letters, 5.3 MiB/s, 40 s left}.
   *
   * @param records read so far, those to the dead letters among them
   * @param dead of them, to the dead letters
   * @param bytes read so far
   * @param total bytes in all, where that is known
   * @param elapsed since the beginning
   */
  public static String of(
      long records, long dead, long bytes, OptionalLong total, Duration elapsed) {
    double seconds = Math.max(1, elapsed.toMillis()) / 1_000.0;
    String left =
        bytes > 0 && total.isPresent() && bytes < total.getAsLong()
            ? ", " + left((total.getAsLong() - bytes) / (bytes / seconds)) + " left"
            : "";
    return String.format(
        Locale.ROOT,
        "%,d records (%,.0f/s), %,d dead letters, %,.1f MiB/s%s",
        records,
        records / seconds,
        dead,
        bytes / MIB / seconds,
        left);
  }

  private static String left(double seconds) {
    return seconds < 120
        ? String.format(Locale.ROOT, "%.0f s", Math.ceil(seconds))
        : String.format(Locale.ROOT, "%.0f min", seconds / 60);
  }
}
