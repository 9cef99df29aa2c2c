package dev.unmask.classify.assess;

import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.evidence.Cluster;
import dev.unmask.classify.evidence.Rows;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.classify.ruleset.Sign;
import dev.unmask.classify.ruleset.Threshold;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The single further test that would help most: that with the largest expected gain of information
 * by the ruleset's own weights.
 *
 * <p>Bits are log2 of likelihood ratios, so they say how often a sign shows on each kind, but for
 * one factor: how often it shows on the kind that it speaks for most ({@code shown}). The gain is
 * that probability over all kinds, times what the sign would then tell (the divergence of the
 * distribution after it from that before; Lindley 1956). A test without the sign tells nothing, as
 * a negative is no proof.
 *
 * @param test which
 * @param gain expected, in bits
 * @param towards the kind that its sign would speak for most
 */
record NextTest(FurtherTest test, double gain, VerdictKind towards) {

  private static final double LN_2 = StrictMath.log(2);

  /** Empty where every test that could show anything was made, or nobody is there to be tested. */
  static Optional<NextTest> of(Cluster cluster, Decision decision, Ruleset ruleset) {
    return Stream.of(FurtherTest.values())
        .filter(test -> open(test, cluster, ruleset))
        .flatMap(
            test ->
                test.signs(hasTwin(cluster)).stream()
                    .map(sign -> of(test, sign, decision, ruleset)))
        .filter(next -> next.gain > 0)
        .max(
            Comparator.comparingDouble(NextTest::gain)
                .thenComparing(NextTest::test, Comparator.reverseOrder()));
  }

  static boolean hasTwin(Cluster cluster) {
    return cluster.twinHosts().hosts() > 0;
  }

  /** Fewer hosts outside had it than make a population. */
  private static boolean open(FurtherTest test, Cluster cluster, Ruleset ruleset) {
    Rows suspects = cluster.suspects().where(Signature::completed);
    return suspects.hosts() > 0
        && suspects.hosts(test::made)
            < Math.min(ruleset.threshold(Threshold.MINIMUM_HOSTS), (double) suspects.hosts());
  }

  private static NextTest of(FurtherTest test, Sign sign, Decision decision, Ruleset ruleset) {
    VerdictKind towards =
        Ruleset.kinds().stream()
            .max(Comparator.comparingDouble(kind -> full(ruleset, sign, kind)))
            .orElseThrow();
    double most = full(ruleset, sign, towards);
    Map<VerdictKind, Double> shown = new TreeMap<>();
    for (VerdictKind kind : Ruleset.kinds()) {
      double joint = decision.probability(kind) * pow2(full(ruleset, sign, kind) - most);
      shown.merge(eldest(kind), joint, Double::sum);
    }
    double all = shown.values().stream().mapToDouble(Double::doubleValue).sum();
    double gain = ruleset.weighting(sign).shown() * all * divergence(shown, all, decision);
    return new NextTest(test, gain, towards);
  }

  private static double divergence(Map<VerdictKind, Double> shown, double all, Decision decision) {
    double bits = 0;
    for (Map.Entry<VerdictKind, Double> one : shown.entrySet()) {
      double after = one.getValue() / all;
      double before = Judge.family(one.getKey()).stream().mapToDouble(decision::probability).sum();
      bits += after > 0 ? after * log2(after / before) : 0;
    }
    return bits;
  }

  /** Kin are decided together, so what tells them apart is no gain. */
  private static VerdictKind eldest(VerdictKind kind) {
    return Judge.family(kind).stream().min(Comparator.naturalOrder()).orElseThrow();
  }

  private static double full(Ruleset ruleset, Sign sign, VerdictKind kind) {
    return ruleset.weighting(sign).bits().getOrDefault(kind, 0.0);
  }

  private static double pow2(double exponent) {
    return StrictMath.pow(2, exponent);
  }

  private static double log2(double value) {
    return StrictMath.log(value) / LN_2;
  }
}
