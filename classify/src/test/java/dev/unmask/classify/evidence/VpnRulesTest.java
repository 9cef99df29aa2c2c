package dev.unmask.classify.evidence;

import static dev.unmask.classify.evidence.Sight.MICROSOFTS;
import static dev.unmask.classify.evidence.Sight.cluster;
import static dev.unmask.classify.evidence.Sight.has;
import static dev.unmask.classify.evidence.Sight.see;
import static dev.unmask.classify.evidence.Sight.sign;
import static dev.unmask.classify.model.HostBuilder.aHost;
import static dev.unmask.classify.model.ProfileBuilder.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.classify.model.ProfileBuilder;
import dev.unmask.classify.model.Vpn;
import dev.unmask.classify.ruleset.Sign;
import org.junit.jupiter.api.Test;

/** What there is of a VPN. */
class VpnRulesTest {

  @Test
  void an_open_port_is_not_openvpn() {
    ProfileBuilder profile =
        aProfile()
            .with(60, aHost().openVpn())
            .with(30, aHost().vpn(Vpn.Port1194.OPEN, Vpn.OpenVpn.NOT_PROVED))
            .with(10, aHost().noVpn())
            .with(5, aHost());

    assertThat(see(new Port1194Open(), profile).support()).isEqualTo(90);
    assertThat(see(new OpenVpnAnswered(), profile).support()).isEqualTo(60);
    assertThat(see(new OpenVpnAnswered(), profile).total()).isEqualTo(100);
  }

  @Test
  void a_cluster_is_without_vpn_only_below_a_small_share() {
    assertThat(
            sign(see(new Port1194Open(), aProfile().with(100, aHost().noVpn())), Sign.NO_VPN)
                .factor())
        .isEqualTo(1);
    assertThat(
            has(
                see(
                    new Port1194Open(),
                    aProfile().with(90, aHost().noVpn()).with(10, aHost().openVpn())),
                Sign.NO_VPN))
        .isFalse();
  }

  @Test
  void what_was_not_tested_is_not_absent() {
    assertThat(new Port1194Open().look(cluster(aProfile().with(100, aHost()), MICROSOFTS)))
        .isEmpty();
    assertThat(new OpenVpnAnswered().look(cluster(aProfile().with(100, aHost()), MICROSOFTS)))
        .isEmpty();
  }
}
