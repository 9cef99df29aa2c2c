package dev.unmask.classify.assess;

import dev.unmask.avro.VerdictKind;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What priors and evidence lead to.
 *
 * @param kind the verdict; INCONCLUSIVE where none is likely enough, or lacks the sign that it
 *     needs
 * @param confidence what is left to the kind, in steps of 1/1000, never 0 or 1; 0 of INCONCLUSIVE
 * @param likeliest the kind that is likeliest, decided or not
 * @param posterior probability of each kind
 */
record Decision(
    VerdictKind kind,
    double confidence,
    VerdictKind likeliest,
    SortedMap<VerdictKind, Double> posterior) {

  Decision {
    posterior = Collections.unmodifiableSortedMap(new TreeMap<>(posterior));
  }

  double probability(VerdictKind of) {
    return posterior.getOrDefault(of, 0.0);
  }
}
