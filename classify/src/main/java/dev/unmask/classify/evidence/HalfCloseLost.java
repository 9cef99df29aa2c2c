package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Manners.HalfClose;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Sign;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * HALF_CLOSE: ClientHello and FIN at once. Every stack measured still sends its flight; many
 * user-space relays lose it. Frontends may too (haproxy's {@code abortonclose}), so it counts only
 * where twins send theirs; that it came is no evidence, as REALITY, mtg and NAT pass it on.
 */
final class HalfCloseLost implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    Rows tested = cluster.all().where(Forwarding::halfClosed);
    if (tested.hosts() == 0) {
      return Optional.empty();
    }
    long lost = tested.hosts(is(HalfClose.FLIGHT_LOST));
    return Optional.of(
        new Finding(
            "HALF_CLOSE", statement(cluster, lost, tested), lost, tested.hosts(), signs(cluster)));
  }

  private static List<Observed> signs(Cluster cluster) {
    Rows suspects = cluster.suspects().where(Forwarding::halfClosed);
    double twins = cluster.twins().share(Forwarding::halfClosed, is(HalfClose.FLIGHT_CAME));
    return List.of(
        new Observed(
            Sign.FLIGHT_LOST, suspects.hosts(is(HalfClose.FLIGHT_LOST)), suspects.hosts(), twins));
  }

  private static Predicate<Signature> is(HalfClose what) {
    return host -> host.manners().halfClose() == what;
  }

  private static String statement(Cluster cluster, long lost, Rows tested) {
    Rows twins = cluster.twins().hosts().where(Forwarding::halfClosed);
    return Figures.of(lost, tested.hosts())
        + " lost their flight to a client that ended its side with the hello"
        + (twins.hosts() == 0
            ? "; no host inside the owner's networks was tested, so that weighs nothing."
            : "; of those inside the owner's own networks, "
                + Figures.of(twins.hosts(is(HalfClose.FLIGHT_CAME)), twins.hosts())
                + " sent it.");
  }
}
