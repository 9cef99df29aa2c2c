package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.OpenVpnAnswer;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.OpenVpnState;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.openvpn.OpenVpnDatagram;
import dev.unmask.enrich.probe.openvpn.OpenVpnOnTlsPort;
import dev.unmask.enrich.probe.openvpn.OpenVpnPort;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.OpenVpnServer;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.peers.Visiting;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real OpenVPN, on ports of its own and on one that it shares: the measured table. */
@Execution(ExecutionMode.CONCURRENT)
class RealOpenVpnIT {

  /** A fiftieth of the time that OpenVPN holds, and far longer than it takes to close. */
  private static final Duration WATCH = Duration.ofMillis(1_200);

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final OpenVpnServer openVpn = new OpenVpnServer();
  @RegisterExtension final Visiting visiting = new Visiting(settings());

  private static ProberSettings settings() {
    return Probing.settings()
        .withSilence(WATCH, WATCH)
        .with(times -> times.withWatch(WATCH, WATCH));
  }

  static Stream<List<String>> keys() {
    return Stream.of(OpenVpnServer.TLS_AUTH, OpenVpnServer.TLS_CRYPT);
  }

  @Test
  void openvpn_answers_with_our_session_id() {
    OpenVpnProbe probe = askPort(openVpn.tcp(List.of()), Tier.APPLICATION);

    assertThat(probe.getConnect()).isEqualTo(Outcome.SUCCESS);
    assertThat(probe.getAnswer()).isEqualTo(OpenVpnAnswer.PROVED);
    assertThat(probe.getState()).isEqualTo(OpenVpnState.PROVED);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void openvpn_with_a_hidden_key_is_seen_by_how_it_closes(List<String> key) {
    OpenVpnProbe probe = askPort(openVpn.tcp(key), Tier.MANNERS);

    assertThat(probe.getConnect()).isEqualTo(Outcome.SUCCESS);
    assertThat(probe.getAnswer()).isEqualTo(OpenVpnAnswer.CLOSED);
    assertThat(probe.getState()).isEqualTo(OpenVpnState.BEHIND_KEY);
    assertThat(answers(probe))
        .containsExactly(
            FirstAnswer.CLOSED, FirstAnswer.HELD, FirstAnswer.HELD, FirstAnswer.CLOSED);
  }

  @Test
  void openvpn_answers_datagrams() {
    OpenVpnProbe probe = ask(new OpenVpnDatagram(openVpn.udp(List.of())), Tier.APPLICATION, 1);

    assertThat(probe.getState()).isEqualTo(OpenVpnState.PROVED);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void openvpn_with_a_hidden_key_is_silent_to_datagrams(List<String> key) {
    OpenVpnProbe probe = ask(new OpenVpnDatagram(openVpn.udp(key)), Tier.APPLICATION, 1);

    assertThat(probe.getState()).isEqualTo(OpenVpnState.OPEN_OR_FILTERED);
  }

  @Test
  void openvpn_on_a_port_that_it_does_not_share_closes_on_two_zeros() {
    OpenVpnProbe probe = askTlsPort(openVpn.tcp(List.of()));

    assertThat(probe.getState()).isEqualTo(OpenVpnState.PROVED);
    assertThat(answers(probe))
        .containsExactly(
            FirstAnswer.OPENVPN_RESET, FirstAnswer.HELD, FirstAnswer.HELD, FirstAnswer.CLOSED);
  }

  @Test
  void openvpn_that_shares_its_port_answers_and_passes_two_zeros_on() {
    OpenVpnProbe probe = askTlsPort(openVpn.sharing(tlsServer(), List.of()));

    assertThat(probe.getState()).isEqualTo(OpenVpnState.PROVED);
    assertThat(answers(probe))
        .containsExactly(
            FirstAnswer.OPENVPN_RESET, FirstAnswer.HELD, FirstAnswer.HELD, FirstAnswer.HELD);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void openvpn_that_shares_its_port_with_a_hidden_key_is_seen_too(List<String> key) {
    OpenVpnProbe probe = askTlsPort(openVpn.sharing(tlsServer(), key));

    assertThat(probe.getState()).isEqualTo(OpenVpnState.BEHIND_KEY);
    assertThat(answers(probe))
        .containsExactly(FirstAnswer.CLOSED, FirstAnswer.HELD, FirstAnswer.HELD, FirstAnswer.HELD);
  }

  private int tlsServer() {
    Identity server = Pki.root("Test Root").leaf(Probing.NAME);
    return peers.tls(server, "TLSv1.3", Conducts.silent());
  }

  private static List<FirstAnswer> answers(OpenVpnProbe probe) {
    return probe.getTests().stream().map(FirstBytesTest::getAnswer).toList();
  }

  private OpenVpnProbe askPort(int port, Tier tier) {
    return ask(new OpenVpnPort(port), tier, 1);
  }

  private OpenVpnProbe askTlsPort(int port) {
    return ask(new OpenVpnOnTlsPort(), Tier.MANNERS, port);
  }

  private OpenVpnProbe ask(Probe probe, Tier tier, int tlsPort) {
    return (OpenVpnProbe) visiting.ask(probe, Probing.target(tlsPort, tier));
  }
}
