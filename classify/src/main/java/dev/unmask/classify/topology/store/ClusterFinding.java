package dev.unmask.classify.topology.store;

import dev.unmask.avro.VerdictKind;
import java.util.Optional;

/**
 * What the hosts of a cluster are told of it beside their role.
 *
 * @param confidence 0 to 1; a change of it alone is no news to a host
 */
public record ClusterFinding(VerdictKind kind, double confidence, Optional<String> owner) {

  /** Whether a host that was told the other knows this. */
  boolean sameNews(ClusterFinding other) {
    return kind == other.kind && owner.equals(other.owner);
  }
}
