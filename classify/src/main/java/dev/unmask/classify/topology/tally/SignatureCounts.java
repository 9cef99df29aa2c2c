package dev.unmask.classify.topology.tally;

import dev.unmask.classify.topology.store.Grain;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.utils.Bytes;

/**
 * How many hosts of a cluster have each signature. Where there are so many different ones that they
 * would crowd the heap, it counts them at a coarser grain, and how many different ones there are it
 * asks the store. So the grain at which it is read depends on the hosts that there are, and on
 * nothing that was before.
 */
final class SignatureCounts {

  /** Different signatures that are counted each, and less their hashes. */
  static final int MOST_FINE = 10_000;

  static final int MOST_COARSE = 40_000;

  private Counts<Bytes> counts = new Counts<>();
  private Grain grain = Grain.FINE;
  private long different;

  /**
   * @param known whether the store has another host with this signature
   */
  void add(Bytes signature, BooleanSupplier known) {
    boolean isNew = grain == Grain.FINE ? counts.of(signature) == 0 : !known.getAsBoolean();
    different += isNew ? 1 : 0;
    counts.add(grain.of(signature), 1);
    coarsen();
  }

  /**
   * @param known whether the store has another host with this signature
   */
  void remove(Bytes signature, BooleanSupplier known) {
    counts.add(grain.of(signature), -1);
    boolean isLast = grain == Grain.FINE ? counts.of(signature) == 0 : !known.getAsBoolean();
    different -= isLast ? 1 : 0;
  }

  /** Whether there are so few different ones again that the hosts have to be counted anew. */
  boolean tooCoarse() {
    return due(different).compareTo(grain) < 0;
  }

  /** Different signatures of the hosts. */
  long different() {
    return different;
  }

  int rows() {
    return counts.rows();
  }

  /** Hosts by signature at the grain that is due, which is this one's or a coarser. */
  SortedMap<Bytes, Long> asMap() {
    Grain due = due(different);
    return due == grain ? counts.asMap() : Merging.merged(counts.asMap(), due);
  }

  /** A quarter too late, so that one host that comes and goes does not make it count anew. */
  private void coarsen() {
    Grain due = due(different - different / 5);
    if (due.compareTo(grain) > 0) {
      Counts<Bytes> coarser = new Counts<>();
      Merging.merged(counts.asMap(), due)
          .forEach((signature, hosts) -> coarser.add(signature, hosts));
      counts = coarser;
      grain = due;
    }
  }

  private static Grain due(long different) {
    if (different <= MOST_FINE) {
      return Grain.FINE;
    }
    return different <= MOST_COARSE ? Grain.COARSE : Grain.REACH;
  }
}
