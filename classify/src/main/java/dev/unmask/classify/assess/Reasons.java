package dev.unmask.classify.assess;

import dev.unmask.avro.Evidence;
import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.evidence.Cluster;
import dev.unmask.classify.evidence.Rows;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.classify.ruleset.Threshold;
import java.util.Comparator;
import java.util.List;

/** Why a verdict is INCONCLUSIVE: what stood in the way, the plainest first. */
final class Reasons {

  private Reasons() {}

  static InconclusiveReason of(
      Cluster cluster, Decision decision, Ruleset ruleset, List<Evidence> evidence) {
    Rows all = cluster.all();
    long completed = all.hosts(Signature::completed);
    boolean few = all.hosts() < ruleset.threshold(Threshold.MINIMUM_HOSTS);
    if (all.hosts() > 0 && all.hosts(Signature::probed) == 0) {
      return passive(all);
    }
    if (completed == 0 && all.any(host -> host.reach().outcome().unreachable())) {
      return InconclusiveReason.UNREACHABLE;
    }
    if (few) {
      return InconclusiveReason.TOO_FEW_HOSTS;
    }
    if (completed < ruleset.threshold(Threshold.MINIMUM_HOSTS) && all.any(host -> !host.probed())) {
      return passive(all.where(host -> !host.probed()));
    }
    return inConflict(decision, ruleset, evidence)
        ? InconclusiveReason.EVIDENCE_IN_CONFLICT
        : InconclusiveReason.EVIDENCE_DOES_NOT_DECIDE;
  }

  private static InconclusiveReason passive(Rows unprobed) {
    long forbidden = unprobed.hosts(host -> host.reach().passiveReason().forbidden());
    return 2 * forbidden >= unprobed.hosts()
        ? InconclusiveReason.NOT_ALLOWED_TO_PROBE
        : InconclusiveReason.NOT_SAMPLED_YET;
  }

  /** The two likeliest kinds both stand, and both have evidence of some weight for them. */
  private static boolean inConflict(Decision decision, Ruleset ruleset, List<Evidence> evidence) {
    double bits = ruleset.threshold(Threshold.CONFLICT_BITS);
    List<VerdictKind> kinds =
        Ruleset.kinds().stream()
            .sorted(
                Comparator.comparingDouble((VerdictKind kind) -> decision.probability(kind))
                    .reversed())
            .limit(2)
            .toList();
    return decision.probability(kinds.get(1)) >= ruleset.threshold(Threshold.CONFLICT)
        && kinds.stream().allMatch(kind -> spokenFor(kind, bits, evidence));
  }

  private static boolean spokenFor(VerdictKind kind, double bits, List<Evidence> evidence) {
    return evidence.stream().anyMatch(one -> Weighing.millibits(one, kind) >= 1000 * bits);
  }
}
