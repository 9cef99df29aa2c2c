package dev.unmask.classify.evidence;

import dev.unmask.classify.ruleset.Sign;
import java.util.List;
import java.util.Optional;

/**
 * PORT_SHARED: the TLS port itself speaks OpenVPN. A VPN is there; that TLS is forwarded needs its
 * own proof, as SoftEther answers a reset on its TLS port and terminates TLS itself.
 */
final class PortShared implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    Rows asked = cluster.all().where(OpenVpnSigns::portAsked);
    if (asked.hosts() == 0) {
      return Optional.empty();
    }
    Rows shared = asked.where(OpenVpnSigns::onTlsPort);
    Rows suspects = cluster.suspects().where(OpenVpnSigns::portAsked);
    return Optional.of(
        new Finding(
            "PORT_SHARED",
            Figures.of(shared.hosts(), asked.hosts())
                + " speak OpenVPN on the very port that shows the certificate; on "
                + Figures.number(shared.hosts(cluster.forwarding()::proved))
                + " of these it is proved besides that TLS is passed on.",
            shared.hosts(),
            asked.hosts(),
            List.of(
                Observed.of(
                    Sign.SHARED_PORT, suspects.hosts(OpenVpnSigns::onTlsPort), suspects.hosts()))));
  }
}
