package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Manners.Resumption;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Sign;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * SESSION_RESUMED_ELSEWHERE: a session begun at one host is resumed by another, so both reach one
 * backend or one domain of ticket keys (Springall, Durumeric, Halderman, IMC 2016). It weighs only
 * together with ownership: begun inside the owner's networks, resumed outside of them. A refusal
 * weighs a little, of hosts that show life and where the twins resume each other's, and never makes
 * a proof.
 */
final class SessionResumed implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    Rows offered = cluster.all().where(Forwarding::offered);
    if (offered.hosts() == 0) {
      return Optional.empty();
    }
    long resumed = offered.hosts(cluster.forwarding()::resumesOwners);
    return Optional.of(
        new Finding(
            "SESSION_RESUMED_ELSEWHERE",
            statement(offered, resumed),
            resumed,
            offered.hosts(),
            signs(cluster)));
  }

  private static List<Observed> signs(Cluster cluster) {
    Rows suspects = cluster.suspects().where(Forwarding::offered);
    long total = suspects.hosts();
    double sharing = cluster.twins().share(Forwarding::offered, is(Resumption.RESUMED_FROM_OWNER));
    return List.of(
        Observed.of(
            Sign.RESUMED_OWNERS, suspects.hosts(cluster.forwarding()::resumesOwners), total),
        new Observed(
            Sign.REFUSED_OWNERS,
            suspects.hosts(is(Resumption.REFUSED_OWNERS).and(Behaviour::alive)),
            total,
            sharing));
  }

  private static Predicate<Signature> is(Resumption what) {
    return host -> host.manners().resumption() == what;
  }

  private static String statement(Rows offered, long resumed) {
    long others = offered.hosts(is(Resumption.RESUMED_FROM_OTHER));
    return "Of "
        + Figures.hosts(offered.hosts())
        + " that were offered a TLS session begun elsewhere, "
        + Figures.number(resumed)
        + " outside the owner's networks resumed one begun inside them, so one TLS backend is"
        + " behind both; "
        + Figures.number(others)
        + " resumed one begun at another host outside, which alone says nothing of whose backend it"
        + " is.";
  }
}
