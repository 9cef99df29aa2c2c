package dev.unmask.lab.scenario;

import java.time.Duration;

/**
 * How long waits are, compared with those of the real systems.
 *
 * @param factor above 0, at most 1
 */
record Pace(double factor) {
  Pace {
    if (!(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException(
          "the pace of the lab must be above 0 and at most 1, not " + factor);
    }
  }

  Duration seconds(int real) {
    return Duration.ofMillis(Math.round(real * 1_000 * factor));
  }
}
