package dev.unmask.app.decide;

import dev.unmask.avro.HostCounts;
import dev.unmask.avro.Role;
import dev.unmask.avro.Severity;
import dev.unmask.avro.Verdict;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of something when somebody decides about it.
 *
 * @param severity the gravest; empty while there is no verdict
 * @param hosts that are not the owner's own, in all; empty while there is no verdict
 */
public record Known(Optional<Severity> severity, OptionalLong hosts) {

  /** From the verdicts that it concerns. */
  public static Known of(Collection<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return new Known(Optional.empty(), OptionalLong.empty());
    }
    return new Known(
        verdicts.stream().map(Verdict::getSeverity).max(Comparator.naturalOrder()),
        OptionalLong.of(verdicts.stream().map(Verdict::getHosts).mapToLong(Known::suspects).sum()));
  }

  /** Alerts count the hosts that are not the owner's own. */
  private static long suspects(HostCounts hosts) {
    return hosts.getTotal() - hosts.getByRole().getOrDefault(Role.GENUINE.name(), 0L);
  }
}
