package dev.unmask.classify.topology.tally;

import dev.unmask.classify.topology.store.Members;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

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
    return known != null ? known : keep(fingerprint, counted(fingerprint));
  }

  /** To be called after a cluster has grown or shrunk by so many rows. */
  void resized(int moreRows) {
    rows += moreRows;
    evict();
  }

  private Cluster counted(String fingerprint) {
    Cluster cluster = new Cluster();
    members.forEach(fingerprint, cluster::add);
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
