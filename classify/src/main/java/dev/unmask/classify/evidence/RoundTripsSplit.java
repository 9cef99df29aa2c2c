package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Manners.RoundTrips;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Sign;
import java.util.List;
import java.util.Optional;

/**
 * RTT_SPLIT: the first flight takes a leg more than the next round trip, whatever the cryptography
 * costs: a user-space relay stands in between (CalcuLatency, USENIX Security 2024; Xue et al., NDSS
 * 2025). A relay beside the owner shows no gap, nor does a NAT, so its absence is no evidence. It
 * does not say whose server is at the end of the leg.
 */
final class RoundTripsSplit implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    Rows timed = cluster.all().where(Forwarding::timed);
    if (timed.hosts() == 0) {
      return Optional.empty();
    }
    long legs = timed.hosts(RoundTripsSplit::leg);
    return Optional.of(
        new Finding(
            "RTT_SPLIT",
            Figures.of(legs, timed.hosts())
                + " whose round trips were taken need a leg more for the first flight than for what"
                + " follows: a relay in between adds one.",
            legs,
            timed.hosts(),
            List.of(sign(cluster))));
  }

  private static Observed sign(Cluster cluster) {
    Rows suspects = cluster.suspects().where(Forwarding::timed);
    long legs = suspects.hosts(RoundTripsSplit::leg);
    Twins twins = cluster.twins();
    return twins.any(Forwarding::timed)
        ? new Observed(
            Sign.EXTRA_LEG,
            legs,
            suspects.hosts(),
            twins.share(Forwarding::timed, twin -> !leg(twin)))
        : Observed.of(Sign.EXTRA_LEG_WITHOUT_TWIN, legs, suspects.hosts());
  }

  private static boolean leg(Signature host) {
    return host.manners().roundTrips() == RoundTrips.EXTRA_LEG;
  }
}
