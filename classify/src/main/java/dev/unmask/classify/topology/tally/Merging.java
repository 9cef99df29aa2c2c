package dev.unmask.classify.topology.tally;

import dev.unmask.classify.topology.store.Grain;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/**
 * Bounds the rows of a profile, which hosts can make as many of as they are: rare signatures are
 * merged, first less their hashes, then, where these are still too many, into how their hosts were
 * reached. A function of the counts alone, so that no order of arrival can change it, and none of
 * the hosts is lost.
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
    for (Grain grain : List.of(Grain.COARSE, Grain.REACH)) {
      rows = rows.size() <= MOST_ROWS ? rows : merged(rows, KEPT, grain);
    }
    return Collections.unmodifiableSortedMap(rows);
  }

  /** All rows but those of the most hosts at another grain. */
  static SortedMap<Bytes, Long> merged(SortedMap<Bytes, Long> hosts, int kept, Grain grain) {
    SortedMap<Bytes, Long> rows = new TreeMap<>();
    List<Map.Entry<Bytes, Long>> all = hosts.entrySet().stream().sorted(MOST_HOSTS).toList();
    for (int i = 0; i < all.size(); i++) {
      Bytes signature = all.get(i).getKey();
      rows.merge(i < kept ? signature : grain.of(signature), all.get(i).getValue(), Long::sum);
    }
    return rows;
  }
}
