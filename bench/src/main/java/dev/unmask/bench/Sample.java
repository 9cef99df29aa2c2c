package dev.unmask.bench;

import java.time.Duration;
import java.util.List;

/**
 * What a client did in one round.
 *
 * @param handshakes full ones, completed
 * @param cpu processor time of the client's process, user and system
 */
record Sample(long handshakes, Duration cpu, Duration wall) {

  private static final double NANOS = 1e9;

  double perCpuSecond() {
    return handshakes * NANOS / cpu.toNanos();
  }

  double perSecond() {
    return handshakes * NANOS / wall.toNanos();
  }

  /** The middle one of some figures; of an even number the lower of the two. */
  static double median(List<Double> figures) {
    return figures.stream().sorted().toList().get((figures.size() - 1) / 2);
  }
}
