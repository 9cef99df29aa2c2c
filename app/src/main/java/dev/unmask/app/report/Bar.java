package dev.unmask.app.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One bar of a plot. Places are percent of the plot's width, 0 to 100, as text for the page.
 *
 * @param label what it stands for
 * @param figure its number, as people read it
 * @param start where it begins
 * @param width how long it is
 * @param side {@code for} or {@code against}: its colour
 */
record Bar(String label, String figure, String start, String width, String side) {
  private static final double HALF = 50;

  /** Counts, the largest first, the longest bar over the whole width. */
  static List<Bar> counts(Map<String, Long> counts) {
    long largest = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(entry -> count(entry.getKey(), entry.getValue(), largest))
        .toList();
  }

  private static Bar count(String label, long count, long largest) {
    return new Bar(
        label,
        String.format(Locale.ROOT, "%,d", count),
        percent(0),
        percent(100.0 * count / Math.max(largest, 1)),
        "for");
  }

  /**
   * Bits for (to the right of the middle) or against (to the left).
   *
   * @param largest the greatest magnitude of the plot, more than 0
   */
  static Bar bits(String label, double bits, double largest) {
    double width = HALF * Math.min(Math.abs(bits) / largest, 1);
    return new Bar(
        label,
        String.format(Locale.ROOT, "%+.2f", bits),
        percent(bits < 0 ? HALF - width : HALF),
        percent(width),
        bits < 0 ? "against" : "for");
  }

  /** A number of percent as CSS has it. */
  static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f%%", Math.max(0, Math.min(100, value)));
  }
}
