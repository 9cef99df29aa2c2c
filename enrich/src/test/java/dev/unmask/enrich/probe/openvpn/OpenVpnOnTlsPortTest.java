package dev.unmask.enrich.probe.openvpn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.OpenVpnState;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.peers.Conduct;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.OpenVpnConducts;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.peers.Visiting;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the TLS port makes of a VPN's packets. */
@Execution(ExecutionMode.CONCURRENT)
class OpenVpnOnTlsPortTest {

  private static final Duration FAST = Duration.ofMillis(700);
  private static final Duration THOROUGH = Duration.ofMillis(1_100);

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final Visiting visiting = new Visiting(settings());

  private static ProberSettings settings() {
    return Probing.settings().with(times -> times.withWatch(FAST, THOROUGH));
  }

  @Test
  void tls_server_shows_no_parser_of_openvpn() {
    int port = peers.tcp(readingRecords());

    OpenVpnProbe probe = ask(port, Tier.MANNERS);

    assertThat(probe.getState()).isEqualTo(OpenVpnState.OPEN);
    assertThat(probe.getPort()).isEqualTo(port);
    assertThat(probe.getTests())
        .as("it waits for whole record headers alone")
        .extracting(FirstBytesTest::getAnswer)
        .containsExactly(
            FirstAnswer.CLOSED, FirstAnswer.CLOSED, FirstAnswer.HELD, FirstAnswer.HELD);
  }

  @Test
  void parser_with_a_hidden_key_is_seen_by_how_it_closes() {
    OpenVpnProbe probe = ask(peers.tcp(OpenVpnConducts.behindKey()), Tier.MANNERS);

    assertThat(probe.getState()).isEqualTo(OpenVpnState.BEHIND_KEY);
    assertThat(probe.getTests())
        .extracting(FirstBytesTest::getAnswer)
        .containsExactly(
            FirstAnswer.CLOSED, FirstAnswer.HELD, FirstAnswer.HELD, FirstAnswer.CLOSED);
  }

  @Test
  void answer_with_our_session_id_is_proof_and_the_rest_is_tested_all_the_same() {
    OpenVpnProbe probe = ask(peers.tcp(OpenVpnConducts.answering(0)), Tier.MANNERS);

    assertThat(probe.getState()).isEqualTo(OpenVpnState.PROVED);
    assertThat(probe.getTests()).hasSize(4);
  }

  @Test
  void tarpit_is_open_and_nothing_else() {
    assertThat(ask(peers.tcp(Conducts.silent()), Tier.MANNERS).getState())
        .isEqualTo(OpenVpnState.OPEN);
  }

  @Test
  void timings_watch_longer_on_the_same_connections() {
    OpenVpnProbe probe = ask(peers.tcp(OpenVpnConducts.behindKey()), Tier.TIMINGS);

    assertThat(probe.getTests())
        .extracting(FirstBytesTest::getWatchNanos)
        .containsOnly(THOROUGH.toNanos());
    assertThat(probe.getTests().get(1).getHeldNanos()).isGreaterThanOrEqualTo(THOROUGH.toNanos());
    assertThat(peers.met()).isEqualTo(4);
  }

  @Test
  void port_that_was_not_tested_keeps_its_number() {
    OpenVpnProbe probe =
        (OpenVpnProbe)
            new OpenVpnOnTlsPort()
                .notTested(Probing.target(8443, Tier.MANNERS), Outcome.CANCELLED, "stopped")
                .record(
                    (chain, name) -> {
                      throw new AssertionError("it shows no chain");
                    });

    assertThat(probe.getPort()).isEqualTo(8443);
    assertThat(probe.getState()).isEqualTo(OpenVpnState.NOT_TESTED);
    assertThat(probe.getOutcome()).isEqualTo(Outcome.CANCELLED);
  }

  /**
   * As a TLS server does: a header of five bytes, of which the first must be right (RFC 8446 5.1).
   */
  private static Conduct readingRecords() {
    return socket -> {
      byte[] header = socket.getInputStream().readNBytes(5);
      if (header.length == 5 && header[0] == 22) {
        Conducts.silent().meet(socket);
      }
    };
  }

  private OpenVpnProbe ask(int port, Tier tier) {
    return (OpenVpnProbe) visiting.ask(new OpenVpnOnTlsPort(), Probing.target(port, tier));
  }
}
