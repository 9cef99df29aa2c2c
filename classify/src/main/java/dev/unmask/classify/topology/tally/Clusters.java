package dev.unmask.classify.topology.tally;

import dev.unmask.classify.topology.message.Standing;
import dev.unmask.classify.topology.store.Members;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;

/**
 * The counts that are on the heap: those of the fingerprints that were touched last. Others are
 * counted again, by one scan of their members, when they are touched.
 */
final class Clusters {

  private final Members members;
  private final int mostRows;
  private final Map<String, Cluster> clusters = new LinkedHashMap<>(16, 0.75f, true);
  private long rows;

  /**
   * @param mostRows bound on the rows of all counts; some 100 bytes each
   */
  Clusters(Members members, int mostRows) {
    this.members = members;
    this.mostRows = mostRows;
  }

  /** The counts of a fingerprint that has no members yet. */
  Cluster begin(String fingerprint) {
    return keep(fingerprint, new Cluster());
  }

  /** The counts of a fingerprint; from its members, where they are not on the heap. */
  Cluster get(String fingerprint) {
    Cluster known = clusters.get(fingerprint);
    if (known != null && !known.tooCoarse()) {
      return known;
    }
    rows -= known == null ? 0 : known.rows();
    return keep(fingerprint, counted(fingerprint));
  }

  /** To be called after a cluster has grown or shrunk by so many rows. */
  void resized(int moreRows) {
    rows += moreRows;
    evict();
  }

  /** Members lie in the order of their signatures. */
  private Cluster counted(String fingerprint) {
    Cluster cluster = new Cluster();
    Bytes[] last = {Standing.CHANGED.signature()};
    members.forEach(
        fingerprint,
        (member, standing) -> {
          boolean known = standing.signature().equals(last[0]);
          last[0] = standing.signature();
          cluster.add(member, standing, () -> known);
        });
    return cluster;
  }

  private Cluster keep(String fingerprint, Cluster cluster) {
    clusters.put(fingerprint, cluster);
    resized(cluster.rows());
    return cluster;
  }

  /** The eldest go; the one touched last stays, however big. */
  private void evict() {
    Iterator<Cluster> eldest = clusters.values().iterator();
    while (rows > mostRows && clusters.size() > 1) {
      rows -= eldest.next().rows();
      eldest.remove();
    }
  }
}
