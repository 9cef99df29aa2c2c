package dev.unmask.enrich.probe.openvpn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.OpenVpnAnswer;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.OpenVpnState;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.Transport;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.peers.UdpPeers;
import dev.unmask.enrich.probe.peers.Visiting;
import dev.unmask.enrich.probe.visit.Tier;
import java.net.DatagramSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Only what comes from the very address and port that were asked is an answer. */
@Execution(ExecutionMode.CONCURRENT)
class OpenVpnDatagramTest {

  private static final Duration SILENCE = Duration.ofMillis(800);

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final UdpPeers udp = new UdpPeers();

  @RegisterExtension
  final Visiting visiting = new Visiting(Probing.settings().withSilence(SILENCE, SILENCE));

  @Test
  void answer_with_our_session_id_is_proof() {
    OpenVpnProbe probe =
        ask(udp.udp((own, from, reset) -> UdpPeers.answer(own, from, answer(reset, 0))));

    assertThat(probe.getState()).isEqualTo(OpenVpnState.PROVED);
    assertThat(probe.getAnswer()).isEqualTo(OpenVpnAnswer.PROVED);
    assertThat(probe.getConnect()).isEqualTo(Outcome.SUCCESS);
    assertThat(probe.getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(probe.getTransport()).isEqualTo(Transport.UDP);
  }

  @Test
  void answer_with_another_session_id_shows_an_open_port_alone() {
    OpenVpnProbe probe =
        ask(udp.udp((own, from, reset) -> UdpPeers.answer(own, from, answer(reset, 1))));

    assertThat(probe.getState()).isEqualTo(OpenVpnState.OPEN);
    assertThat(probe.getAnswer()).isEqualTo(OpenVpnAnswer.OTHER_BYTES);
  }

  @Test
  void answers_of_other_kinds_prove_nothing() {
    byte[] text = "who are you?".getBytes(StandardCharsets.US_ASCII);

    assertThat(ask(udp.udp((own, from, reset) -> UdpPeers.answer(own, from, text))).getState())
        .isEqualTo(OpenVpnState.OPEN);
    assertThat(ask(udp.udp(UdpPeers::answer)).getState())
        .as("our own reset, sent back")
        .isEqualTo(OpenVpnState.OPEN);
  }

  /** Epoll does not even tell of it; NIO does. */
  @Test
  void empty_datagram_proves_nothing() {
    OpenVpnProbe probe =
        ask(udp.udp((own, from, reset) -> UdpPeers.answer(own, from, new byte[0])));

    assertThat(probe.getState()).isIn(OpenVpnState.OPEN, OpenVpnState.OPEN_OR_FILTERED);
  }

  @Test
  void answer_from_another_port_is_not_heard() {
    DatagramSocket other = udp.socket("127.0.0.1", 0);

    OpenVpnProbe probe =
        ask(udp.udp((own, from, reset) -> UdpPeers.answer(other, from, answer(reset, 0))));

    assertThat(probe.getState()).isEqualTo(OpenVpnState.OPEN_OR_FILTERED);
  }

  @Test
  void answer_from_another_address_is_not_heard() {
    OpenVpnProbe probe =
        ask(
            udp.udp(
                (own, from, reset) ->
                    UdpPeers.answer(
                        udp.socket("127.0.0.2", own.getLocalPort()), from, answer(reset, 0))));

    assertThat(probe.getState()).isEqualTo(OpenVpnState.OPEN_OR_FILTERED);
  }

  @Test
  void answer_from_elsewhere_hides_none_from_here() {
    DatagramSocket other = udp.socket("127.0.0.1", 0);

    OpenVpnProbe probe =
        ask(
            udp.udp(
                (own, from, reset) -> {
                  UdpPeers.answer(other, from, new byte[100]);
                  UdpPeers.answer(own, from, answer(reset, 0));
                }));

    assertThat(probe.getState()).isEqualTo(OpenVpnState.PROVED);
  }

  @Test
  void silence_is_open_or_filtered() {
    OpenVpnProbe probe = ask(udp.udp((own, from, reset) -> {}));

    assertThat(probe.getState()).isEqualTo(OpenVpnState.OPEN_OR_FILTERED);
    assertThat(probe.getAnswer()).isEqualTo(OpenVpnAnswer.SILENCE);
    assertThat(probe.getConnect()).as("no sign of an open port").isEqualTo(Outcome.IO_TIMEOUT);
    assertThat(probe.getTests().get(0).getHeldNanos()).isGreaterThanOrEqualTo(SILENCE.toNanos());
  }

  @Test
  void icmp_says_closed() {
    OpenVpnProbe probe = ask(closedPort());

    assertThat(probe.getState()).isEqualTo(OpenVpnState.CLOSED);
    assertThat(probe.getConnect()).isEqualTo(Outcome.CONNECTION_REFUSED);
    assertThat(probe.getAnswer()).isEqualTo(OpenVpnAnswer.NOT_TESTED);
  }

  private int closedPort() {
    try (DatagramSocket socket = udp.socket("127.0.0.1", 0)) {
      return socket.getLocalPort();
    }
  }

  private static byte[] answer(byte[] reset, long offBy) {
    return ByteBuffer.allocate(26)
        .put((byte) 0x40)
        .putLong(0x1122334455667788L)
        .put((byte) 1)
        .putInt(0)
        .putLong(ByteBuffer.wrap(reset).getLong(1) + offBy)
        .putInt(0)
        .array();
  }

  private OpenVpnProbe ask(int port) {
    return (OpenVpnProbe)
        visiting.ask(new OpenVpnDatagram(port), Probing.target(peers.refusing(), Tier.APPLICATION));
  }
}
