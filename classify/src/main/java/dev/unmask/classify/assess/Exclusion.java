package dev.unmask.classify.assess;

import dev.unmask.avro.Evidence;
import dev.unmask.avro.RuledOut;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.evidence.Figures;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.classify.ruleset.Threshold;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which kinds are ruled out, and by what evidence. */
final class Exclusion {

  private Exclusion() {}

  static List<RuledOut> of(Decision decision, List<Evidence> evidence, Ruleset ruleset) {
    return Ruleset.kinds().stream()
        .filter(kind -> decision.probability(kind) < ruleset.threshold(Threshold.RULE_OUT))
        .map(kind -> new RuledOut(kind, why(kind, decision, evidence)))
        .toList();
  }

  /** The evidence that is most against a kind. */
  static Optional<Evidence> against(VerdictKind kind, List<Evidence> evidence) {
    return evidence.stream()
        .filter(one -> Weighing.millibits(one, kind) < 0)
        .min(
            Comparator.comparingLong((Evidence one) -> Weighing.millibits(one, kind))
                .thenComparing(Evidence::getCode));
  }

  private static String why(VerdictKind kind, Decision decision, List<Evidence> evidence) {
    return against(kind, evidence)
        .map(
            one ->
                "Most against it: "
                    + one.getStatement()
                    + " ("
                    + one.getCode()
                    + ", "
                    + Figures.bits(Weighing.millibits(one, kind))
                    + " bits)")
        .orElse(
            "Nothing speaks for it as the evidence does for " + decision.likeliest().name() + ".");
  }
}
