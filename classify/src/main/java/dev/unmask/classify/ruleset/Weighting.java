package dev.unmask.classify.ruleset;

import dev.unmask.avro.VerdictKind;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one sign weighs: bits (log2 of the likelihood ratio) for or against each kind at full
 * strength, and how strength grows with hosts. Full strength is the cap: 8,000 copies of a weak
 * sign are still a weak sign, as hosts of one cluster are not independent witnesses.
 *
 * @param hostsForHalf so many hosts give half the strength; 0 where one host says it all (a
 *     property of the leaf)
 * @param fullShare the share of the tested hosts from which on it is full strength
 * @param shown how often it shows on a cluster of the kind that it speaks for most, 0 to 1: what a
 *     test for it may be expected to tell; no weight
 * @param bits by kind; a kind that is not in it weighs 0
 * @param reason why these figures
 * @param source where they come from
 */
public record Weighting(
    double hostsForHalf,
    double fullShare,
    double shown,
    SortedMap<VerdictKind, Double> bits,
    String reason,
    String source) {

  public Weighting {
    bits = Collections.unmodifiableSortedMap(new TreeMap<>(bits));
  }

  /**
   * Weights in thousandths of a bit, rounded, by kind; kinds at 0 are left out.
   *
   * @param support hosts that show the sign
   * @param total hosts that were tested for it
   * @param factor 0 to 1, what else weakens it
   */
  public SortedMap<VerdictKind, Long> millibits(long support, long total, double factor) {
    double strength = strength(support, total) * factor;
    SortedMap<VerdictKind, Long> millibits = new TreeMap<>();
    bits.forEach(
        (kind, full) -> {
          long weight = Math.round(full * 1000 * strength);
          if (weight != 0) {
            millibits.put(kind, weight);
          }
        });
    return millibits;
  }

  private double strength(long support, long total) {
    if (support == 0) {
      return 0;
    }
    double share = Math.min(1, (double) support / total / fullShare);
    return share * support / (support + hostsForHalf);
  }
}
