package dev.unmask.classify.evidence;

import dev.unmask.classify.ruleset.Sign;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** MANY_NETWORKS: over how many networks and countries one leaf is spread. */
final class ManyNetworks implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    SortedMap<Long, Long> networks = cluster.profile().networks();
    long total = networks.values().stream().mapToLong(Long::longValue).sum();
    if (total == 0) {
      return Optional.empty();
    }
    long largest = networks.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return Optional.of(
        new Finding(
            "MANY_NETWORKS",
            statement(cluster, total, largest),
            total - largest,
            total,
            List.of(
                Observed.of(Sign.SPREAD, total - largest, total),
                Observed.of(Sign.CONCENTRATED, largest, total))));
  }

  private static String statement(Cluster cluster, long total, long largest) {
    return Figures.hosts(total)
        + (total == 1 ? " stands in " : " stand in ")
        + Figures.counted(cluster.profile().networks().size(), "network", "networks")
        + " and "
        + Figures.counted(cluster.profile().countries().size(), "country", "countries")
        + "; the largest network holds "
        + Figures.number(largest)
        + ".";
  }
}
