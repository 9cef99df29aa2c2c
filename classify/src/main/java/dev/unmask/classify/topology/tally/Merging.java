package dev.unmask.classify.topology.tally;

import dev.unmask.classify.topology.store.Grain;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/**
 * Bounds the rows of a profile, which hosts can make as many of as they are: rare signatures are
 * merged, first less their hashes, then, where these are still too many, into how their hosts were
 * reached. Hosts that differ from most by more than a hash stay as they are, as far as there is
 * room: see {@link Outliers}. A function of the counts alone, so that no order of arrival can
 * change it, and none of the hosts is lost.
 */
final class Merging {

  /** Rows that need no merging. */
  static final int MOST_ROWS = 256;

  /** Rows that stay as they are where there are more: those of the most hosts. */
  static final int KEPT = 128;

  private static final Comparator<Map.Entry<Bytes, Long>> MOST_HOSTS =
      Map.Entry.<Bytes, Long>comparingByValue(Comparator.reverseOrder())
          .thenComparing(Map.Entry.comparingByKey());

  private Merging() {}

  /** Hosts by signature, encoded, in as many rows at most as there may be. */
  static SortedMap<Bytes, Long> bounded(SortedMap<Bytes, Long> hosts) {
    SortedMap<Bytes, Long> rows = hosts;
    if (rows.size() > MOST_ROWS) {
      Set<Bytes> outliers = Outliers.among(hosts);
      for (Grain grain : List.of(Grain.COARSE, Grain.REACH)) {
        rows = rows.size() <= MOST_ROWS ? rows : merged(rows, outliers, grain);
      }
    }
    return Collections.unmodifiableSortedMap(rows);
  }

  /** All rows at another grain. */
  static SortedMap<Bytes, Long> merged(SortedMap<Bytes, Long> hosts, Grain grain) {
    SortedMap<Bytes, Long> rows = new TreeMap<>();
    hosts.forEach((signature, count) -> rows.merge(grain.of(signature), count, Long::sum));
    return rows;
  }

  /** All rows but some, and those of the most hosts of the others, at another grain. */
  private static SortedMap<Bytes, Long> merged(
      SortedMap<Bytes, Long> hosts, Set<Bytes> some, Grain grain) {
    Set<Bytes> kept = new HashSet<>(some);
    hosts.entrySet().stream()
        .filter(row -> !some.contains(row.getKey()))
        .sorted(MOST_HOSTS)
        .limit(KEPT)
        .forEach(row -> kept.add(row.getKey()));
    SortedMap<Bytes, Long> rows = new TreeMap<>();
    hosts.forEach(
        (signature, count) ->
            rows.merge(
                kept.contains(signature) ? signature : place(signature, kept, grain),
                count,
                Long::sum));
    return rows;
  }

  /** The finest row that stands for a signature which is not kept as it is. */
  private static Bytes place(Bytes signature, Set<Bytes> kept, Grain grain) {
    Bytes coarse = Grain.COARSE.of(signature);
    return kept.contains(coarse) ? coarse : grain.of(signature);
  }
}
