package dev.unmask.classify.assess;

import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.evidence.Behaviour;
import dev.unmask.classify.evidence.Cluster;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.classify.ruleset.Threshold;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many more hosts would still change the verdict, by the tier of probing. */
final class Sampling {

  /** The tier at which liveness and application data are probed. */
  private static final int BEHAVIOUR = 2;

  private Sampling() {}

  /** In powers of two, rounded up, so that a hint does not change with every host. */
  static SortedMap<Integer, Long> wanted(Cluster cluster, VerdictKind kind, Ruleset ruleset) {
    boolean open = kind == VerdictKind.INCONCLUSIVE;
    double goal = ruleset.threshold(open ? Threshold.SAMPLE_OPEN : Threshold.SAMPLE_DECIDED);
    long missing = (long) goal - cluster.all().hosts(Behaviour::livenessTested);
    SortedMap<Integer, Long> wanted = new TreeMap<>();
    if (missing > 0) {
      long power = Long.highestOneBit(missing);
      wanted.put(BEHAVIOUR, power == missing ? power : 2 * power);
    }
    return wanted;
  }
}
