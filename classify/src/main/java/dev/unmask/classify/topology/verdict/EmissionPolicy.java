package dev.unmask.classify.topology.verdict;

import dev.unmask.classify.assess.Assessment;
import dev.unmask.classify.topology.store.Issued;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When people should hear of a verdict before its cluster is quiet: verdicts are read by people,
 * and a cluster of thousands should make tens of revisions.
 *
 * @param confidenceStep a change of the confidence by so much, 0 to 1
 * @param hostsStep a change of the hosts of a role by so much of all hosts, 0 to 1; of one host at
 *     least
 */
record EmissionPolicy(double confidenceStep, double hostsStep) {

  /** From one host to 8,231 in steps of a quarter: 40 revisions at most. */
  static final EmissionPolicy DEFAULT = new EmissionPolicy(0.05, 0.25);

  /** Whether the verdict as it is now differs materially from the last that was issued. */
  boolean material(Optional<Issued> last, Assessment now, HostsByRole hosts) {
    return last.isEmpty()
        || last.get().kind() != now.kind()
        || !last.get().reason().equals(now.reason())
        || Math.abs(last.get().confidence() - now.confidence()) >= confidenceStep
        || moved(last.get(), hosts);
  }

  private boolean moved(Issued last, HostsByRole now) {
    long total = last.hosts().values().stream().mapToLong(Long::longValue).sum();
    long step = Math.max(1, (long) Math.ceil(total * hostsStep));
    return Math.abs(last.changed() - now.changed()) >= step
        || Stream.concat(last.hosts().keySet().stream(), now.roles().keySet().stream())
            .anyMatch(
                role -> Math.abs(last.hosts().getOrDefault(role, 0L) - now.hosts(role)) >= step);
  }
}
