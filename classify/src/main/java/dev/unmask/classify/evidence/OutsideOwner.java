package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * OUTSIDE_OWNER: whose networks the hosts stand in. Needs an owner whose networks the catalogue
 * knows; of one with agents only, that part.
 */
final class OutsideOwner implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    long total = cluster.all().hosts();
    boolean agentsOnly = !cluster.homeKnown() && cluster.agents().hosts() > 0;
    if (total == 0 || !(cluster.homeKnown() || agentsOnly)) {
      return Optional.empty();
    }
    long outside = cluster.outside().hosts();
    return Optional.of(
        new Finding(
            "OUTSIDE_OWNER", statement(cluster, outside, total), outside, total, signs(cluster)));
  }

  private static List<Observed> signs(Cluster cluster) {
    long total = cluster.all().hosts();
    List<Observed> signs = new ArrayList<>();
    if (cluster.homeKnown()) {
      signs.add(Observed.of(Sign.OUTSIDE, cluster.outside().hosts(), total));
    }
    long inside = cluster.inside().hosts(Signature::completed);
    long agents = cluster.agents().hosts(Signature::completed);
    signs.add(Observed.of(Sign.INSIDE, inside, total));
    signs.add(Observed.of(Sign.INSIDE_UNTESTED, cluster.inside().hosts() - inside, total));
    signs.add(Observed.of(Sign.AGENT, agents, total));
    signs.add(Observed.of(Sign.AGENT_UNTESTED, cluster.agents().hosts() - agents, total));
    return signs;
  }

  private static String statement(Cluster cluster, long outside, long total) {
    String whose = cluster.ownerName();
    return Figures.of(outside, total)
        + " are outside the networks of "
        + whose
        + " and its agents; "
        + Figures.number(cluster.inside().hosts())
        + " are inside its own, "
        + Figures.number(cluster.agents().hosts())
        + " inside its agents'.";
  }
}
