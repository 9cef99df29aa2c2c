package dev.unmask.classify.evidence;

import dev.unmask.classify.ruleset.Sign;
import java.util.List;
import java.util.Optional;

/**
 * OPENVPN_ANSWERED: a server reset that carries our random session id: 64 bits, no false positives.
 */
final class OpenVpnAnswered implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    Rows tested = cluster.all().where(OpenVpnSigns::tested);
    if (tested.hosts() == 0) {
      return Optional.empty();
    }
    long found = tested.hosts(OpenVpnSigns::proved);
    Rows suspects = cluster.suspects().where(OpenVpnSigns::tested);
    return Optional.of(
        new Finding(
            "OPENVPN_ANSWERED",
            Figures.of(found, tested.hosts())
                + " run OpenVPN: they answered our reset with our own random session id.",
            found,
            tested.hosts(),
            List.of(
                Observed.of(
                    Sign.OPENVPN, suspects.hosts(OpenVpnSigns::proved), suspects.hosts()))));
  }
}
