package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Manners.Resumption;
import dev.unmask.classify.model.PortClass;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Sign;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * SESSION_RESUMED_ELSEWHERE: a session begun at one host is resumed by another, so both reach one
 * backend or one domain of ticket keys (Springall, Durumeric, Halderman, IMC 2016). It weighs only
 * together with ownership: begun inside the owner's networks, resumed outside of them. A refusal
 * weighs a little, of hosts that show life and where the twins at such ports resume each other's,
 * and never makes a proof.
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
    Map<PortClass, Double> sharing = sharing(cluster.twins());
    Rows refusing =
        suspects.where(
            host ->
                is(Resumption.REFUSED_OWNERS).test(host)
                    && Behaviour.alive(host)
                    && sharing.containsKey(Behaviour.port(host)));
    return List.of(
        Observed.of(
            Sign.RESUMED_OWNERS, suspects.hosts(cluster.forwarding()::resumesOwners), total),
        new Observed(
            Sign.REFUSED_OWNERS,
            refusing.hosts(),
            total,
            refusing.mean(host -> sharing.getOrDefault(Behaviour.port(host), 0.0))));
  }

  /**
   * The share of the twins that resume each other's sessions, at each class of port where any does.
   */
  private static Map<PortClass, Double> sharing(Twins twins) {
    Map<PortClass, Double> shares = new EnumMap<>(PortClass.class);
    for (PortClass port : PortClass.values()) {
      Predicate<Signature> offered =
          twin -> Behaviour.port(twin) == port && Forwarding.offered(twin);
      double share = twins.share(offered, is(Resumption.RESUMED_FROM_OWNER));
      if (share > 0) {
        shares.put(port, share);
      }
    }
    return shares;
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
