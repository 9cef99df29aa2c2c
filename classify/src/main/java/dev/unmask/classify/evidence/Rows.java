package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Signature;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Part of a cluster: how many hosts have each signature, in the order of signatures. Immutable. A
 * list and no map, as thousands of rows (which hostile hosts can make) are divided some dozens of
 * times.
 *
 * @param rows each signature once
 */
public record Rows(List<Row> rows) {

  /**
   * Hosts of one signature.
   *
   * @param host what each of them is like
   * @param count how many there are
   */
  public record Row(Signature host, long count) {}

  public Rows {
    rows = List.copyOf(rows);
  }

  static Rows of(SortedMap<Signature, Long> counts) {
    return new Rows(
        counts.entrySet().stream().map(row -> new Row(row.getKey(), row.getValue())).toList());
  }

  /** The hosts for which this holds. */
  public Rows where(Predicate<Signature> predicate) {
    return new Rows(rows.stream().filter(row -> predicate.test(row.host())).toList());
  }

  /** How many hosts these are. */
  public long hosts() {
    return rows.stream().mapToLong(Row::count).sum();
  }

  /** For how many hosts this holds. */
  public long hosts(Predicate<Signature> predicate) {
    return rows.stream().filter(row -> predicate.test(row.host())).mapToLong(Row::count).sum();
  }

  /** Whether it holds for any host. */
  public boolean any(Predicate<Signature> predicate) {
    return rows.stream().anyMatch(row -> predicate.test(row.host()));
  }

  /** The different values of an aspect. */
  public <T extends Comparable<T>> SortedSet<T> values(Function<Signature, T> aspect) {
    SortedSet<T> values = new TreeSet<>();
    rows.forEach(row -> values.add(aspect.apply(row.host())));
    return values;
  }

  /**
   * The probability that the next host would show what none has shown yet: the share of what was
   * seen once (Good, Biometrika 1953, after Turing).
   */
  double novelty(Function<Signature, String> aspect) {
    SortedMap<String, Long> seen = new TreeMap<>();
    rows.forEach(row -> seen.merge(aspect.apply(row.host()), row.count(), Long::sum));
    long once = seen.values().stream().filter(count -> count == 1).count();
    return rows.isEmpty() ? 1 : (double) once / hosts();
  }

  /** The mean of a figure over the hosts; 0 where there is none. */
  double mean(ToDoubleFunction<Signature> figure) {
    double sum =
        rows.stream().mapToDouble(row -> row.count() * figure.applyAsDouble(row.host())).sum();
    return rows.isEmpty() ? 0 : sum / hosts();
  }
}
