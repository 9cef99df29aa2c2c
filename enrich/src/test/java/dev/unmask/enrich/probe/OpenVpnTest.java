package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.OpenVpnAnswer;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.Transport;
import dev.unmask.enrich.probe.peers.Conduct;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.visit.Tier;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the VPN port says: an open port, and a proof, are two things. */
class OpenVpnTest {

  @RegisterExtension final Peers peers = new Peers();

  static Stream<Arguments> conducts() {
    return Stream.of(
        conduct("silent", Conducts.silent(), Outcome.SUCCESS, OpenVpnAnswer.SILENCE),
        conduct("answers", answering(0), Outcome.SUCCESS, OpenVpnAnswer.PROVED),
        conduct("another's id", answering(1), Outcome.SUCCESS, OpenVpnAnswer.OTHER_BYTES),
        conduct("echo", echoing(), Outcome.SUCCESS, OpenVpnAnswer.OTHER_BYTES),
        conduct(
            "closes on reset",
            Conducts.afterHearing(Conducts.closing()),
            Outcome.SUCCESS,
            OpenVpnAnswer.CLOSED),
        conduct(
            "resets on reset",
            Conducts.afterHearing(Conducts.resetting()),
            Outcome.SUCCESS,
            OpenVpnAnswer.RESET),
        conduct(
            "speaks first",
            Conducts.saying("SSH-2.0-OpenSSH_9.2\r\n"),
            Outcome.SUCCESS,
            OpenVpnAnswer.OTHER_BYTES),
        conduct(
            "accepts and resets",
            Conducts.resetting(),
            Outcome.CONNECTION_RESET,
            OpenVpnAnswer.NOT_TESTED),
        conduct(
            "accepts and closes",
            Conducts.closing(),
            Outcome.CONNECTION_CLOSED,
            OpenVpnAnswer.NOT_TESTED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conducts")
  void each_conduct_has_its_answer(
      String name, Conduct conduct, Outcome connect, OpenVpnAnswer answer) {
    int port = peers.tcp(conduct);

    OpenVpnProbe probe = probe(port);

    assertThat(probe.getConnect()).isEqualTo(connect);
    assertThat(probe.getAnswer()).isEqualTo(answer);
    assertThat(probe.getPort()).isEqualTo(port);
    assertThat(probe.getTransport()).isEqualTo(Transport.TCP);
  }

  @Test
  void closed_port_is_refused() {
    OpenVpnProbe probe = probe(peers.refusing());

    assertThat(probe.getConnect()).isEqualTo(Outcome.CONNECTION_REFUSED);
    assertThat(probe.getOutcome()).isEqualTo(Outcome.CONNECTION_REFUSED);
    assertThat(probe.getAnswer()).isEqualTo(OpenVpnAnswer.NOT_TESTED);
  }

  @Test
  void proof_is_the_outcome_success() {
    assertThat(probe(peers.tcp(answering(0))).getOutcome()).isEqualTo(Outcome.SUCCESS);
  }

  private OpenVpnProbe probe(int vpnPort) {
    try (HostProber prober = prober(vpnPort)) {
      return Probing.await(prober.probe(Probing.target(peers.refusing(), Tier.APPLICATION)))
          .openVpn()
          .get(0);
    }
  }

  private static HostProber prober(int vpnPort) {
    return new Probing(Probing.settings().withVpnPort(vpnPort)).prober();
  }

  private static Arguments conduct(
      String name, Conduct conduct, Outcome connect, OpenVpnAnswer answer) {
    return Arguments.of(name, conduct, connect, answer);
  }

  /** P_CONTROL_HARD_RESET_SERVER_V2 to whoever asks, in two pieces, as TCP may cut it. */
  private static Conduct answering(long offBy) {
    return socket -> {
      byte[] reset = socket.getInputStream().readNBytes(16);
      long clientId = ByteBuffer.wrap(reset).getLong(3) + offBy;
      byte[] answer =
          ByteBuffer.allocate(28)
              .putShort((short) 26)
              .put((byte) 0x40)
              .putLong(0x1122334455667788L)
              .put((byte) 1)
              .putInt(0)
              .putLong(clientId)
              .putInt(0)
              .array();
      socket.getOutputStream().write(answer, 0, 11);
      socket.getOutputStream().flush();
      socket.getOutputStream().write(answer, 11, 17);
      Conducts.silent().meet(socket);
    };
  }

  private static Conduct echoing() {
    return socket -> socket.getInputStream().transferTo(socket.getOutputStream());
  }
}
