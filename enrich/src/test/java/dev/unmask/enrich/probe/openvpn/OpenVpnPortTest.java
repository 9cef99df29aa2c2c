package dev.unmask.enrich.probe.openvpn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytes;
import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.OpenVpnAnswer;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.OpenVpnState;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.Transport;
import dev.unmask.enrich.probe.peers.Conduct;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.OpenVpnConducts;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.peers.Visiting;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the VPN port says: an open port, a parser, and a proof are three things. */
@Execution(ExecutionMode.CONCURRENT)
class OpenVpnPortTest {

  private static final Duration SILENCE = Duration.ofMillis(800);

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final Visiting visiting = new Visiting(settings());

  private static ProberSettings settings() {
    return Probing.settings()
        .withSilence(SILENCE, SILENCE)
        .with(times -> times.withWatch(SILENCE, SILENCE));
  }

  static Stream<Arguments> conducts() {
    return Stream.of(
        conduct("silent", Conducts.silent(), OpenVpnAnswer.SILENCE, OpenVpnState.OPEN),
        conduct("answers", OpenVpnConducts.answering(0), OpenVpnAnswer.PROVED, OpenVpnState.PROVED),
        conduct(
            "another's id",
            OpenVpnConducts.answering(1),
            OpenVpnAnswer.OTHER_BYTES,
            OpenVpnState.OPEN),
        conduct("echo", echoing(), OpenVpnAnswer.OTHER_BYTES, OpenVpnState.OPEN),
        conduct(
            "closes on anything",
            Conducts.afterHearing(Conducts.closing()),
            OpenVpnAnswer.CLOSED,
            OpenVpnState.OPEN),
        conduct(
            "resets on anything",
            Conducts.afterHearing(Conducts.resetting()),
            OpenVpnAnswer.RESET,
            OpenVpnState.OPEN),
        conduct(
            "waits for the whole packet, and closes",
            OpenVpnConducts.behindKey(),
            OpenVpnAnswer.CLOSED,
            OpenVpnState.BEHIND_KEY),
        conduct(
            "speaks first",
            Conducts.saying("SSH-2.0-OpenSSH_9.2\r\n"),
            OpenVpnAnswer.OTHER_BYTES,
            OpenVpnState.OPEN),
        conduct(
            "answers with HTTP",
            Conducts.afterHearing(Conducts.sayingAndClosing("HTTP/1.1 400 \r\n\r\n")),
            OpenVpnAnswer.OTHER_BYTES,
            OpenVpnState.OPEN));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conducts")
  void each_conduct_has_its_answer_and_state(
      String name, Conduct conduct, OpenVpnAnswer answer, OpenVpnState state) {
    int port = peers.tcp(conduct);

    OpenVpnProbe probe = ask(port, Tier.APPLICATION);

    assertThat(probe.getConnect()).isEqualTo(Outcome.SUCCESS);
    assertThat(probe.getConnectNanos()).isPositive();
    assertThat(probe.getAnswer()).isEqualTo(answer);
    assertThat(probe.getState()).isEqualTo(state);
    assertThat(probe.getPort()).isEqualTo(port);
    assertThat(probe.getTransport()).isEqualTo(Transport.TCP);
  }

  static Stream<Arguments> middleboxes() {
    return Stream.of(
        Arguments.of(Conducts.resetting(), Outcome.CONNECTION_RESET),
        Arguments.of(Conducts.closing(), Outcome.CONNECTION_CLOSED));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("middleboxes")
  void port_that_ends_what_it_has_just_accepted_is_closed(Conduct conduct, Outcome connect) {
    OpenVpnProbe probe = ask(peers.tcp(conduct), Tier.APPLICATION);

    assertThat(probe.getConnect()).isEqualTo(connect);
    assertThat(probe.getAnswer()).isEqualTo(OpenVpnAnswer.NOT_TESTED);
    assertThat(probe.getState()).isEqualTo(OpenVpnState.CLOSED);
    assertThat(probe.getTests()).isEmpty();
  }

  @Test
  void closed_port_is_refused() {
    OpenVpnProbe probe = ask(peers.refusing(), Tier.APPLICATION);

    assertThat(probe.getConnect()).isEqualTo(Outcome.CONNECTION_REFUSED);
    assertThat(probe.getOutcome()).isEqualTo(Outcome.CONNECTION_REFUSED);
    assertThat(probe.getAnswer()).isEqualTo(OpenVpnAnswer.NOT_TESTED);
    assertThat(probe.getState()).isEqualTo(OpenVpnState.CLOSED);
  }

  @Test
  void proof_is_the_outcome_success_and_costs_one_connection() {
    OpenVpnProbe probe = ask(peers.tcp(OpenVpnConducts.answering(0)), Tier.MANNERS);

    assertThat(probe.getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(probe.getTests())
        .extracting(FirstBytesTest::getSent)
        .containsExactly(FirstBytes.RESET);
    assertThat(peers.met()).isEqualTo(1);
  }

  @Test
  void manners_add_the_zeros_where_the_reset_was_closed() {
    OpenVpnProbe probe = ask(peers.tcp(OpenVpnConducts.behindKey()), Tier.MANNERS);

    assertThat(probe.getState()).isEqualTo(OpenVpnState.BEHIND_KEY);
    assertThat(probe.getTests())
        .extracting(FirstBytesTest::getSent)
        .containsExactly(
            FirstBytes.RESET,
            FirstBytes.SHORTENED_RESET,
            FirstBytes.ONE_ZERO,
            FirstBytes.TWO_ZEROS);
    assertThat(probe.getTests())
        .extracting(FirstBytesTest::getAnswer)
        .containsExactly(
            FirstAnswer.CLOSED, FirstAnswer.HELD, FirstAnswer.HELD, FirstAnswer.CLOSED);
  }

  private OpenVpnProbe ask(int port, Tier tier) {
    return (OpenVpnProbe)
        visiting.ask(new OpenVpnPort(port), Probing.target(peers.refusing(), tier));
  }

  private static Arguments conduct(
      String name, Conduct conduct, OpenVpnAnswer answer, OpenVpnState state) {
    return Arguments.of(name, conduct, answer, state);
  }

  private static Conduct echoing() {
    return socket -> socket.getInputStream().transferTo(socket.getOutputStream());
  }
}
