package dev.unmask.classify.assess;

import dev.unmask.avro.Evidence;
import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.evidence.Behaviour;
import dev.unmask.classify.evidence.Cluster;
import dev.unmask.classify.evidence.Rows;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.classify.ruleset.Sign;
import dev.unmask.classify.ruleset.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many more hosts would still change the verdict, by the tier of probing. */
final class Sampling {

  /** The tier at which liveness and application data are probed. */
  private static final int BEHAVIOUR = 2;

  /** The tier of the manners of the path; above it are those that take minutes. */
  private static final int MANNERS = 3;

  private final Cluster cluster;
  private final Ruleset ruleset;
  private final Judge judge;

  Sampling(Cluster cluster, Ruleset ruleset) {
    this.cluster = cluster;
    this.ruleset = ruleset;
    this.judge = new Judge(ruleset);
  }

  /** In powers of two, rounded up, so that a hint does not change with every host. */
  SortedMap<Integer, Long> wanted(
      VerdictKind kind, Optional<InconclusiveReason> reason, List<Evidence> evidence) {
    SortedMap<Integer, Long> missing = new TreeMap<>();
    missing.put(BEHAVIOUR, behaviour(kind));
    if (reason.isEmpty() || weighed(reason.get())) {
      for (FurtherTest test : FurtherTest.values()) {
        if (asksSuspects(test) && changes(kind, test, evidence)) {
          missing.merge(test.tier(), untested(test), Math::max);
        }
      }
    }
    SortedMap<Integer, Long> wanted = new TreeMap<>();
    missing.forEach((tier, hosts) -> powerOfTwo(hosts).ifPresent(more -> wanted.put(tier, more)));
    return wanted;
  }

  /** Twins are probed in full whatever is wanted; others' behaviour is asked for above. */
  private static boolean asksSuspects(FurtherTest test) {
    return test.tier() >= MANNERS && test != FurtherTest.TWIN;
  }

  private long behaviour(VerdictKind kind) {
    boolean open = kind == VerdictKind.INCONCLUSIVE;
    double goal = ruleset.threshold(open ? Threshold.SAMPLE_OPEN : Threshold.SAMPLE_DECIDED);
    return (long) goal - cluster.all().hosts(Behaviour::livenessTested);
  }

  /** Of a cluster that was not looked at yet, the higher tiers are too early. */
  private static boolean weighed(InconclusiveReason reason) {
    return reason == InconclusiveReason.EVIDENCE_IN_CONFLICT
        || reason == InconclusiveReason.EVIDENCE_DOES_NOT_DECIDE;
  }

  /** Whether any sign of the test, on every suspect, would lead to another verdict. */
  private boolean changes(VerdictKind kind, FurtherTest test, List<Evidence> evidence) {
    return test.signs(NextTest.hasTwin(cluster)).stream()
        .anyMatch(sign -> judge.decide(with(sign, evidence)).kind() != kind);
  }

  private List<Evidence> with(Sign sign, List<Evidence> evidence) {
    long hosts = cluster.suspects().hosts(Signature::completed);
    Map<String, Double> weights = new TreeMap<>();
    ruleset
        .weighting(sign)
        .millibits(hosts, Math.max(1, hosts), 1)
        .forEach((kind, weight) -> weights.put(kind.name(), weight / 1000.0));
    List<Evidence> more = new ArrayList<>(evidence);
    more.add(new Evidence(sign.code(), "", hosts, hosts, 0.0, weights));
    return more;
  }

  private long untested(FurtherTest test) {
    Rows suspects = cluster.suspects().where(Signature::completed);
    double goal =
        ruleset.threshold(
            test.tier() == MANNERS ? Threshold.MANNERS_SAMPLE : Threshold.TIMINGS_SAMPLE);
    return (long) Math.min(goal, (double) suspects.hosts()) - suspects.hosts(test::made);
  }

  private static Optional<Long> powerOfTwo(long hosts) {
    if (hosts <= 0) {
      return Optional.empty();
    }
    long power = Long.highestOneBit(hosts);
    return Optional.of(power == hosts ? power : 2 * power);
  }
}
