package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Sign;
import java.util.List;
import java.util.Optional;

/**
 * FOREIGN_CONTENT: content that no twin, asked the same on such a port, gives, and that is not the
 * owner's. Error pages never count: every edge has its own. What the owner's servers are known to
 * answer excuses nobody: anybody can answer so, and with a twin's ServerHello too.
 */
final class ForeignContent implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    Twins twins = cluster.twins();
    Rows asked =
        cluster
            .outside()
            .where(Behaviour::asked)
            .where(host -> twins.answeredAt(host.reach().port()));
    if (asked.hosts() == 0) {
      return Optional.empty();
    }
    long foreign = asked.hosts(host -> isForeign(cluster, host));
    String statement =
        Figures.of(foreign, asked.hosts())
            + " outside the owner's networks answered with content that none of the "
            + Figures.hosts(twins.hosts().hosts(Behaviour::answered))
            + " inside, asked the same, gives.";
    return Optional.of(
        new Finding("FOREIGN_CONTENT", statement, foreign, asked.hosts(), signs(cluster, twins)));
  }

  private static List<Observed> signs(Cluster cluster, Twins twins) {
    Rows suspects =
        cluster
            .suspects()
            .where(Behaviour::asked)
            .where(host -> twins.answeredAt(host.reach().port()));
    return List.of(
        new Observed(
            Sign.FOREIGN,
            suspects.hosts(host -> isForeign(cluster, host)),
            suspects.hosts(),
            twins.contentFactor()));
  }

  static boolean isForeign(Cluster cluster, Signature host) {
    return !cluster.givesOwnerContent(host) && cluster.twins().giveNothingLike(host);
  }
}
