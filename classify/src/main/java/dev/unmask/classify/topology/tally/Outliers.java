package dev.unmask.classify.topology.tally;

import dev.unmask.classify.evidence.Behaviour;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.topology.store.Grain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/**
 * The few hosts of a cluster that are unlike its others by more than a hash that a peer can choose:
 * one holder of the key among thousands of relays who send ever-new hellos is such a host, and so
 * are the owner's own servers, whose hashes are what all others are compared with. They keep their
 * signatures where others are merged.
 *
 * <p>Bounded: hosts can make as many kinds as they are. So those in a catalogued network, those
 * with content to show, and all others have room of their own, each for the rarest of its kinds.
 *
 * <p>Signatures that were counted less their hashes have none to keep: of a cluster with more than
 * {@link SignatureCounts#MOST_FINE} different ones, nobody's hashes are kept.
 */
final class Outliers {

  /** Signatures that are kept at most of each sort. */
  static final int MOST = 64;

  private Outliers() {}

  /**
   * Signatures of the rarest kinds of host of each sort; of a kind, the first for which is room.
   */
  static Set<Bytes> among(SortedMap<Bytes, Long> hosts) {
    SortedMap<Bytes, Kind> kinds = new TreeMap<>();
    hosts.forEach(
        (signature, count) ->
            kinds.computeIfAbsent(Grain.COARSE.of(signature), Kind::new).add(signature, count));
    Set<Bytes> rarest = new HashSet<>();
    for (Sort sort : Sort.values()) {
      kinds.values().stream()
          .filter(kind -> kind.sort() == sort)
          .sorted(Kind.RAREST)
          .flatMap(kind -> kind.signatures.stream())
          .limit(MOST)
          .forEach(rarest::add);
    }
    return rarest;
  }

  /** What hosts are kept for. */
  private enum Sort {
    /** They have a hash to lose, and may be the owner's own. */
    IN_CATALOGUED_NETWORK,
    /** They have a hash to lose, and gave content. */
    WITH_CONTENT,
    OTHER
  }

  /** Hosts that are alike but for hashes. */
  private static final class Kind {
    static final Comparator<Kind> RAREST =
        Comparator.comparingLong((Kind kind) -> kind.hosts).thenComparing(kind -> kind.coarse);

    private final Bytes coarse;
    private final List<Bytes> signatures = new ArrayList<>();
    private long hosts;

    Kind(Bytes coarse) {
      this.coarse = coarse;
    }

    Sort sort() {
      Signature like = Signature.decode(coarse.get());
      if (signatures.equals(List.of(coarse))) {
        return Sort.OTHER;
      }
      if (!like.networkOwners().isEmpty()) {
        return Sort.IN_CATALOGUED_NETWORK;
      }
      return Behaviour.gaveContent(like) ? Sort.WITH_CONTENT : Sort.OTHER;
    }

    void add(Bytes signature, long count) {
      signatures.add(signature);
      hosts += count;
    }
  }
}
