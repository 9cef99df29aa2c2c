package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Signature;
import dev.unmask.classify.model.Vpn.OpenVpn;
import dev.unmask.classify.model.Vpn.PortShare;
import dev.unmask.classify.ruleset.Sign;
import java.util.List;
import java.util.Optional;

/**
 * OPENVPN_ANSWERED: a server reset that carries our random session id: 64 bits, no false positives.
 */
final class OpenVpnAnswered implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    Rows tested = cluster.all().where(Port1194Open::tested);
    if (tested.hosts() == 0) {
      return Optional.empty();
    }
    long found = tested.hosts(OpenVpnAnswered::found);
    Rows suspects = cluster.suspects().where(Port1194Open::tested);
    return Optional.of(
        new Finding(
            "OPENVPN_ANSWERED",
            Figures.of(found, tested.hosts())
                + " run OpenVPN: they answered our reset with our own random session id.",
            found,
            tested.hosts(),
            List.of(
                Observed.of(
                    Sign.OPENVPN, suspects.hosts(OpenVpnAnswered::found), suspects.hosts()))));
  }

  static boolean found(Signature host) {
    return host.vpn().openVpn() == OpenVpn.PROVED || host.vpn().portShare() == PortShare.SHARED;
  }
}
