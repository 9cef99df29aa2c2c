package dev.unmask.classify.assess;

import dev.unmask.avro.Evidence;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.evidence.Finding;
import dev.unmask.classify.evidence.Observed;
import dev.unmask.classify.ruleset.Ruleset;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** From what the rules see to evidence with weights. */
final class Weighing {

  private Weighing() {}

  /**
   * Each sign's weights are rounded, then summed by kind. The weight for the verdict is not set
   * yet.
   */
  static Evidence weigh(Finding finding, Ruleset ruleset) {
    SortedMap<VerdictKind, Long> sum = new TreeMap<>();
    for (Observed sign : finding.signs()) {
      ruleset
          .weighting(sign.sign())
          .millibits(sign.support(), sign.total(), sign.factor())
          .forEach((kind, weight) -> sum.merge(kind, weight, Long::sum));
    }
    Map<String, Double> weights = new TreeMap<>();
    sum.forEach((kind, weight) -> weights.put(kind.name(), weight / 1000.0));
    return new Evidence(
        finding.code(), finding.statement(), finding.support(), finding.total(), 0.0, weights);
  }

  /** What a piece of evidence weighs for a kind, in thousandths of a bit. */
  static long millibits(Evidence evidence, VerdictKind kind) {
    return Math.round(1000 * evidence.getWeights().getOrDefault(kind.name(), 0.0));
  }
}
