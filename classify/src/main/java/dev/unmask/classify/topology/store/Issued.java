package dev.unmask.classify.topology.store;

import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The revision of a verdict that was written last, as far as the next one needs it. Immutable.
 *
 * @param revision 1 or more
 * @param reason of an INCONCLUSIVE verdict
 * @param confidence 0 to 1
 * @param digest lowercase hex
 * @param hosts by role; roles without hosts are missing
 * @param changed hosts that left
 */
public record Issued(
    long revision,
    VerdictKind kind,
    Optional<InconclusiveReason> reason,
    double confidence,
    String digest,
    SortedMap<Role, Long> hosts,
    long changed) {

  public Issued {
    hosts = Collections.unmodifiableSortedMap(hosts);
  }
}
