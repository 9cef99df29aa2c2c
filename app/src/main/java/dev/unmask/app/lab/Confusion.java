package dev.unmask.app.lab;

import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Verdict;
import dev.unmask.lab.feed.LabTruth;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A confusion matrix: how often what is true was given as what. Immutable.
 *
 * @param counts by what is true, then by what was given; {@code NONE} where nothing was. Cells of 0
 *     are left out
 */
public record Confusion(SortedMap<String, SortedMap<String, Long>> counts) {
  private static final String NONE = "NONE";

  /** Copies the matrix. */
  public Confusion {
    SortedMap<String, SortedMap<String, Long>> copy = new TreeMap<>();
    counts.forEach((truth, given) -> copy.put(truth, Collections.unmodifiableSortedMap(given)));
    counts = Collections.unmodifiableSortedMap(copy);
  }

  /** Of hosts, by role. */
  public static Confusion ofRoles(LabTruth truth, Map<String, HostVerdict> hosts) {
    SortedMap<String, SortedMap<String, Long>> counts = new TreeMap<>();
    for (LabTruth.Host host : truth.hosts()) {
      Optional<HostVerdict> found = Optional.ofNullable(hosts.get(host.endpoint()));
      add(counts, host.role().name(), found.map(one -> one.getRole().name()));
    }
    return new Confusion(counts);
  }

  /** Of clusters, by kind of verdict. */
  public static Confusion ofKinds(LabTruth truth, Map<String, Verdict> verdicts) {
    SortedMap<String, SortedMap<String, Long>> counts = new TreeMap<>();
    for (LabTruth.Verdict cluster : truth.verdicts()) {
      Optional<Verdict> found = Optional.ofNullable(verdicts.get(cluster.fingerprint()));
      add(counts, cluster.kind().name(), found.map(one -> one.getKind().name()));
    }
    return new Confusion(counts);
  }

  private static void add(
      SortedMap<String, SortedMap<String, Long>> counts, String truth, Optional<String> given) {
    counts.computeIfAbsent(truth, any -> new TreeMap<>()).merge(given.orElse(NONE), 1L, Long::sum);
  }

  /** How many there are in all. */
  public long total() {
    return counts.values().stream()
        .flatMap(given -> given.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /** How many were given as what they are. */
  public long right() {
    return counts.keySet().stream().mapToLong(truth -> count(Set.of(truth), Set.of(truth))).sum();
  }

  /** How many that are one of these were given as one of those. */
  public long count(Set<String> truths, Set<String> given) {
    return truths.stream()
        .flatMap(truth -> Optional.ofNullable(counts.get(truth)).stream())
        .flatMap(row -> given.stream().map(as -> row.getOrDefault(as, 0L)))
        .mapToLong(Long::longValue)
        .sum();
  }
}
