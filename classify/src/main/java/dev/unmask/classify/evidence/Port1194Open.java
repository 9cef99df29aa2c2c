package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Signature;
import dev.unmask.classify.model.Vpn.OpenVpn;
import dev.unmask.classify.model.Vpn.Port1194;
import dev.unmask.classify.ruleset.Sign;
import dev.unmask.classify.ruleset.Threshold;
import java.util.List;
import java.util.Optional;

/** PORT_1194_OPEN: a connect to 1194/tcp. An open port is not OpenVPN, and says so. */
final class Port1194Open implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    Rows tested = cluster.all().where(Port1194Open::connected);
    if (tested.hosts() == 0) {
      return Optional.empty();
    }
    long open = tested.hosts(OpenVpnSigns::open);
    return Optional.of(
        new Finding(
            "PORT_1194_OPEN",
            Figures.of(open, tested.hosts())
                + " have 1194/tcp open, which alone does not prove OpenVPN.",
            open,
            tested.hosts(),
            signs(cluster)));
  }

  private static List<Observed> signs(Cluster cluster) {
    Rows suspects = cluster.suspects().where(OpenVpnSigns::tested);
    long total = suspects.hosts();
    long vpn = suspects.hosts(OpenVpnSigns::any);
    double share = total == 0 ? 1 : (double) vpn / total;
    double absence = Math.max(0, 1 - share / cluster.threshold(Threshold.VPN_SHARE));
    return List.of(
        Observed.of(Sign.OPEN_1194, suspects.hosts(OpenVpnSigns::open), total),
        new Observed(Sign.NO_VPN, total - vpn, total, absence));
  }

  private static boolean connected(Signature host) {
    return host.vpn().port1194() != Port1194.NOT_TESTED
        || host.vpn().openVpn() != OpenVpn.NOT_TESTED;
  }
}
