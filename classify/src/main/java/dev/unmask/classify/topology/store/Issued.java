package dev.unmask.classify.topology.store;

import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.Role;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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

  /** What is kept of a verdict that another epoch wrote. */
  public static Issued of(Verdict verdict) {
    SortedMap<Role, Long> byRole = new TreeMap<>();
    verdict.getHosts().getByRole().forEach((role, count) -> put(byRole, role, count));
    return new Issued(
        verdict.getRevision(),
        verdict.getKind(),
        Optional.ofNullable(verdict.getReason()),
        verdict.getConfidence(),
        verdict.getDigest(),
        byRole,
        verdict.getHosts().getChanged());
  }

  /** Of roles that a newer version has, none are counted here. */
  private static void put(SortedMap<Role, Long> hosts, String name, long count) {
    Arrays.stream(Role.values())
        .filter(role -> role.name().equals(name))
        .forEach(role -> hosts.put(role, count));
  }
}
