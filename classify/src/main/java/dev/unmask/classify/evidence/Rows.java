package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Signature;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Part of a cluster: how many hosts have each signature. Immutable.
 *
 * @param counts hosts by signature
 */
public record Rows(SortedMap<Signature, Long> counts) {

  public Rows {
    counts = Collections.unmodifiableSortedMap(counts);
  }

  /** The hosts for which this holds. */
  public Rows where(Predicate<Signature> predicate) {
    SortedMap<Signature, Long> some = new TreeMap<>();
    for (Map.Entry<Signature, Long> row : counts.entrySet()) {
      if (predicate.test(row.getKey())) {
        some.put(row.getKey(), row.getValue());
      }
    }
    return new Rows(some);
  }

  /** How many hosts these are. */
  public long hosts() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** For how many hosts this holds. */
  public long hosts(Predicate<Signature> predicate) {
    long hosts = 0;
    for (Map.Entry<Signature, Long> row : counts.entrySet()) {
      hosts += predicate.test(row.getKey()) ? row.getValue() : 0;
    }
    return hosts;
  }

  /** Whether it holds for any host. */
  public boolean any(Predicate<Signature> predicate) {
    return counts.keySet().stream().anyMatch(predicate);
  }

  /** The different values of an aspect. */
  public <T extends Comparable<T>> SortedSet<T> values(Function<Signature, T> aspect) {
    SortedSet<T> values = new TreeSet<>();
    counts.keySet().forEach(signature -> values.add(aspect.apply(signature)));
    return values;
  }
}
