package dev.unmask.app.score;

import java.util.List;

/**
 * What is scored.
 *
 * @param seed draws sizes, shares and noise
 * @param pace how long waits are, the lab's and unmask's, compared with the real ones
 * @param scenarios names of those to run; empty: all
 */
public record ScoreSettings(long seed, double pace, List<String> scenarios) {
  /**
   * A quarter of the real waits: a silence is over a second then, which a busy machine does not
   * take for a host's.
   */
  public static final double PACE = 0.25;

  /** Copies the names. */
  public ScoreSettings {
    scenarios = List.copyOf(scenarios);
  }
}
