package dev.unmask.classify.topology.tally;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many hosts there are of each of something. Only positive counts are kept. */
final class Counts<K extends Comparable<K>> {

  private final SortedMap<K, Long> counts = new TreeMap<>();

  /** Adds hosts, or takes them away where {@code hosts} is negative. */
  void add(K key, long hosts) {
    long count = counts.getOrDefault(key, 0L) + hosts;
    if (count < 0) {
      throw new IllegalStateException(count + " hosts of " + key + ": more left than there were");
    }
    if (count == 0) {
      counts.remove(key);
    } else {
      counts.put(key, count);
    }
  }

  long of(K key) {
    return counts.getOrDefault(key, 0L);
  }

  SortedMap<K, Long> asMap() {
    return Collections.unmodifiableSortedMap(counts);
  }

  int rows() {
    return counts.size();
  }
}
