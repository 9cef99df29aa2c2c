package dev.unmask.classify.topology.verdict;

import dev.unmask.avro.Basis;
import dev.unmask.avro.Role;
import dev.unmask.classify.assess.Assessment;
import dev.unmask.classify.assess.HostAssessment;
import dev.unmask.classify.model.Profile;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The hosts of a profile by their role in its assessment. Pure.
 *
 * @param roles hosts by role, and by basis in each; only positive counts
 * @param changed hosts that left; in no role
 */
record HostsByRole(SortedMap<Role, SortedMap<Basis, Long>> roles, long changed) {

  HostsByRole {
    roles = Collections.unmodifiableSortedMap(roles);
  }

  static HostsByRole of(Profile profile, Assessment assessment) {
    SortedMap<Role, SortedMap<Basis, Long>> roles = new TreeMap<>();
    profile
        .hosts()
        .forEach(
            (signature, hosts) -> {
              HostAssessment host = Roles.of(assessment, signature);
              roles
                  .computeIfAbsent(host.role(), role -> new TreeMap<>())
                  .merge(host.basis(), hosts, Long::sum);
            });
    return new HostsByRole(roles, profile.changed());
  }

  long hosts(Role role) {
    return sum(roles.getOrDefault(role, Collections.emptySortedMap()));
  }

  long hosts(Role role, Basis basis) {
    return roles.getOrDefault(role, Collections.emptySortedMap()).getOrDefault(basis, 0L);
  }

  SortedMap<Role, Long> totals() {
    SortedMap<Role, Long> totals = new TreeMap<>();
    roles.forEach((role, byBasis) -> totals.put(role, sum(byBasis)));
    return totals;
  }

  private static long sum(Map<Basis, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
