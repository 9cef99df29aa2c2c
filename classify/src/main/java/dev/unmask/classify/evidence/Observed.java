package dev.unmask.classify.evidence;

import dev.unmask.classify.ruleset.Sign;

/**
 * A sign and how strongly it is there.
 *
 * @param sign which
 * @param support hosts that show it
 * @param total hosts that were tested for it
 * @param factor 0 to 1, what weakens it beside its share
 */
public record Observed(Sign sign, long support, long total, double factor) {

  static Observed of(Sign sign, long support, long total) {
    return new Observed(sign, support, total, 1);
  }
}
