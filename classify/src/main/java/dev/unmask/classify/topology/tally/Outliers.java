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
 * <p>Bounded: of hosts that can make as many kinds as they are, those in a catalogued network or
 * with content to show come first, then the rarest.
 */
final class Outliers {

  /** Signatures that are kept at most. */
  static final int MOST = 64;

  private Outliers() {}

  /** Signatures of the rarest kinds of host, each kind with all of its signatures. */
  static Set<Bytes> among(SortedMap<Bytes, Long> hosts) {
    SortedMap<Bytes, Kind> kinds = new TreeMap<>();
    hosts.forEach(
        (signature, count) ->
            kinds.computeIfAbsent(Grain.COARSE.of(signature), Kind::new).add(signature, count));
    Set<Bytes> rarest = new HashSet<>();
    for (Kind kind : kinds.values().stream().sorted(Kind.FIRST).toList()) {
      if (rarest.size() + kind.signatures.size() <= MOST) {
        rarest.addAll(kind.signatures);
      }
    }
    return rarest;
  }

  /** Hosts that are alike but for hashes. */
  private static final class Kind {
    static final Comparator<Kind> FIRST =
        Comparator.comparing((Kind kind) -> !kind.telling)
            .thenComparingLong(kind -> kind.hosts)
            .thenComparing(kind -> kind.coarse);

    private final Bytes coarse;
    private final boolean telling;
    private final List<Bytes> signatures = new ArrayList<>();
    private long hosts;

    Kind(Bytes coarse) {
      Signature like = Signature.decode(coarse.get());
      this.coarse = coarse;
      this.telling = !like.networkOwners().isEmpty() || Behaviour.gaveContent(like);
    }

    void add(Bytes signature, long count) {
      signatures.add(signature);
      hosts += count;
    }
  }
}
