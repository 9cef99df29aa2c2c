package dev.unmask.bench;

import java.time.Duration;
import java.util.List;

/**
 * What a client did in one round.
 *
 * @param count of what is measured: full handshakes completed, records
 * @param cpu processor time of the client's process, user and system
 */
record Sample(long count, Duration cpu, Duration wall) {

  private static final double NANOS = 1e9;

  double perCpuSecond() {
    return count * NANOS / cpu.toNanos();
  }

  double perSecond() {
    return count * NANOS / wall.toNanos();
  }

  /** The middle one of some figures; of an even number the lower of the two. */
  static double median(List<Double> figures) {
    return quantile(figures, 0.5);
  }

  /**
   * The least of some figures that so many of them are not above.
   *
   * @param share of the figures, above 0, at most 1
   */
  static double quantile(List<Double> figures, double share) {
    List<Double> sorted = figures.stream().sorted().toList();
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
