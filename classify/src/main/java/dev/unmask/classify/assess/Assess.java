package dev.unmask.classify.assess;

import dev.unmask.avro.Evidence;
import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.RuledOut;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.evidence.Cluster;
import dev.unmask.classify.evidence.Rules;
import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.model.Profile;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.schemas.owner.Owner;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Judges a cluster: evidence over its signatures, weighed by a ruleset. Pure and deterministic;
 * safe for use by many threads.
 */
public final class Assess {

  private final Ruleset ruleset;
  private final OwnerCatalogue owners;
  private final Judge judge;

  public Assess(Ruleset ruleset, OwnerCatalogue owners) {
    this.ruleset = ruleset;
    this.owners = owners;
    this.judge = new Judge(ruleset);
  }

  /**
   * Judges a cluster as it is now. Never fails for what hosts or certificates are; an empty cluster
   * is INCONCLUSIVE.
   *
   * @param certificate facts of its leaf; empty while they have not arrived
   */
  public Assessment of(Profile profile, Optional<CertificateSummary> certificate) {
    Cluster cluster = Cluster.of(profile, certificate, owners, ruleset);
    List<Evidence> weighed =
        Rules.findings(cluster).stream().map(finding -> Weighing.weigh(finding, ruleset)).toList();
    Decision decision = judge.decide(weighed);
    return assessment(cluster, decision, strongestFirst(weighed, decision));
  }

  private Assessment assessment(Cluster cluster, Decision decision, List<Evidence> evidence) {
    VerdictKind kind = decision.kind();
    Optional<InconclusiveReason> reason =
        kind == VerdictKind.INCONCLUSIVE
            ? Optional.of(Reasons.of(cluster, decision, ruleset, evidence))
            : Optional.empty();
    Optional<NextTest> next = NextTest.of(cluster, decision, ruleset);
    SortedMap<Signature, HostAssessment> roles = new Roles(cluster, kind).all();
    List<RuledOut> ruledOut = Exclusion.of(decision, evidence, ruleset);
    List<String> notTested = NotTested.sentences(cluster);
    String explanation =
        new Explanation(cluster, decision, roles)
            .text(
                Conclusion.follows(cluster, decision, reason, ruleset),
                evidence,
                ruledOut,
                notTested,
                Conclusion.next(cluster, decision, reason, next));
    return new Assessment(
        kind,
        reason,
        decision.confidence(),
        Severities.of(decision, reason, ruleset),
        CaseId.of(kind, cluster).toString(),
        cluster.owner().map(Owner::id),
        roles,
        evidence,
        ruledOut,
        notTested,
        explanation,
        new Sampling(cluster, ruleset).wanted(kind, reason, evidence));
  }

  /**
   * Sets each weight to that for the verdict (0 of an INCONCLUSIVE one), and sorts by what it does
   * to the likeliest kind.
   */
  private static List<Evidence> strongestFirst(List<Evidence> evidence, Decision decision) {
    Comparator<Evidence> byWeight =
        Comparator.comparingLong(one -> -Math.abs(Weighing.millibits(one, decision.likeliest())));
    return evidence.stream()
        .map(
            one ->
                new Evidence(
                    one.getCode(),
                    one.getStatement(),
                    one.getSupport(),
                    one.getTotal(),
                    Weighing.millibits(one, decision.kind()) / 1000.0,
                    one.getWeights()))
        .sorted(byWeight.thenComparing(Evidence::getCode))
        .toList();
  }
}
