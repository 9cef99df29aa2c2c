package dev.unmask.classify.assess;

import dev.unmask.avro.Evidence;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.ruleset.Need;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.classify.ruleset.Threshold;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides from the weights of evidence and the ruleset alone: nothing else goes in, so nothing is
 * decided that the evidence list does not show.
 *
 * <p>Bits add up: log2 of a kind's posterior is its prior and all weights for it, less what makes
 * the sum 1 (Bayes, taking signs for independent; what that overstates, the ruleset's caps hold
 * down). Two kinds of one family (relays with and without VPN; the owner's servers, its agents')
 * are decided together, and the likelier is named: that one doubts which of the two it is is no
 * doubt of the rest. Sums are of integers, so order cannot change them.
 */
final class Judge {

  private static final List<Set<VerdictKind>> FAMILIES =
      List.of(
          EnumSet.of(VerdictKind.VPN_CAMOUFLAGE, VerdictKind.TLS_RELAY),
          EnumSet.of(VerdictKind.SHARED_SERVICE, VerdictKind.GENUINE));

  private final Ruleset ruleset;

  Judge(Ruleset ruleset) {
    this.ruleset = ruleset;
  }

  Decision decide(Collection<Evidence> evidence) {
    Map<VerdictKind, Double> posterior = posterior(evidence);
    VerdictKind likeliest = likeliest(posterior);
    double together = family(likeliest).stream().mapToDouble(posterior::get).sum();
    boolean decided =
        together >= ruleset.threshold(Threshold.DECIDE) && hasWhatItNeeds(likeliest, evidence);
    return decided
        ? new Decision(
            likeliest, confidence(posterior, likeliest), likeliest, new TreeMap<>(posterior))
        : new Decision(VerdictKind.INCONCLUSIVE, 0, likeliest, new TreeMap<>(posterior));
  }

  private Map<VerdictKind, Double> posterior(Collection<Evidence> evidence) {
    Map<VerdictKind, Long> millibits = new TreeMap<>();
    for (VerdictKind kind : Ruleset.kinds()) {
      long sum = evidence.stream().mapToLong(one -> Weighing.millibits(one, kind)).sum();
      millibits.put(kind, ruleset.priorMillibits(kind) + sum);
    }
    long most = millibits.values().stream().mapToLong(Long::longValue).max().orElse(0);
    Map<VerdictKind, Double> odds = new TreeMap<>();
    millibits.forEach((kind, sum) -> odds.put(kind, StrictMath.pow(2, (sum - most) / 1000.0)));
    double all = Ruleset.kinds().stream().mapToDouble(odds::get).sum();
    odds.replaceAll((kind, one) -> one / all);
    return odds;
  }

  /** Of a family's mass before one kind's: two halves of a relay beat a third kind. */
  private static VerdictKind likeliest(Map<VerdictKind, Double> posterior) {
    Comparator<VerdictKind> byFamily =
        Comparator.comparingDouble(kind -> family(kind).stream().mapToDouble(posterior::get).sum());
    Comparator<VerdictKind> byKind = Comparator.comparingDouble(posterior::get);
    return Ruleset.kinds().stream()
        .max(byFamily.thenComparing(byKind).thenComparing(Comparator.reverseOrder()))
        .orElseThrow();
  }

  /** A kind and its next of kin. */
  static Set<VerdictKind> family(VerdictKind kind) {
    return FAMILIES.stream()
        .filter(family -> family.contains(kind))
        .findFirst()
        .orElse(EnumSet.of(kind));
  }

  private boolean hasWhatItNeeds(VerdictKind kind, Collection<Evidence> evidence) {
    return ruleset.need(kind).map(need -> met(need, kind, evidence)).orElse(true);
  }

  /**
   * By the kind's own weights, or its next of kin's: which of the two it is, is not what is needed.
   */
  private static boolean met(Need need, VerdictKind kind, Collection<Evidence> evidence) {
    return family(kind).stream()
        .anyMatch(kin -> positive(need, kin, evidence) >= need.bits() * 1000);
  }

  private static long positive(Need need, VerdictKind kind, Collection<Evidence> evidence) {
    return evidence.stream()
        .filter(one -> need.codes().contains(one.getCode()))
        .mapToLong(one -> Math.max(0, Weighing.millibits(one, kind)))
        .sum();
  }

  private static double confidence(Map<VerdictKind, Double> posterior, VerdictKind kind) {
    long thousandths = Math.round(1000 * posterior.getOrDefault(kind, 0.0));
    return Math.min(999, Math.max(1, thousandths)) / 1000.0;
  }
}
