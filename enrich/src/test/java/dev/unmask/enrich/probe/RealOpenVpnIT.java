package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.unmask.avro.OpenVpnAnswer;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.peers.OpenVpnServer;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.visit.Tier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real OpenVPN, where it is installed and may open a tun device; skipped elsewhere. */
class RealOpenVpnIT {

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final OpenVpnServer openVpn = new OpenVpnServer();

  @Test
  void openvpn_answers_with_our_session_id() {
    assumeTrue(OpenVpnServer.canRun(), "openvpn is not installed, or may not open a tun device");

    OpenVpnProbe probe = probe(openVpn.serve());

    assertThat(probe.getConnect()).isEqualTo(Outcome.SUCCESS);
    assertThat(probe.getAnswer()).isEqualTo(OpenVpnAnswer.PROVED);
  }

  @Test
  void openvpn_with_a_hidden_key_closes() {
    assumeTrue(OpenVpnServer.canRun(), "openvpn is not installed, or may not open a tun device");

    OpenVpnProbe probe = probe(openVpn.serveBehindKey());

    assertThat(probe.getConnect()).isEqualTo(Outcome.SUCCESS);
    assertThat(probe.getAnswer()).isEqualTo(OpenVpnAnswer.CLOSED);
  }

  private OpenVpnProbe probe(int vpnPort) {
    try (HostProber prober = new Probing(Probing.settings().withVpnPort(vpnPort)).prober()) {
      return Probing.await(prober.probe(Probing.target(peers.refusing(), Tier.APPLICATION)))
          .openVpn()
          .get(0);
    }
  }
}
