package dev.unmask.enrich.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.OpenVpnAnswer;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.OpenVpnState;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.openvpn.OpenVpnDatagram;
import dev.unmask.enrich.probe.openvpn.OpenVpnPort;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.peers.Visiting;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenVPN on a port of its own, over TCP and over UDP. */
@Execution(ExecutionMode.CONCURRENT)
class OpenVpnPortIT {

  /** A fiftieth of the time that OpenVPN holds, and far longer than it takes to close. */
  private static final Duration WATCH = Duration.ofMillis(1_200);

  private static final int ANY = 1;

  @RegisterExtension static final Programs programs = new Programs();
  @RegisterExtension final Visiting visiting = new Visiting(settings());

  private final OpenVpn openVpn = new OpenVpn(programs.here());

  private static ProberSettings settings() {
    return Probing.settings()
        .withSilence(WATCH, WATCH)
        .with(times -> times.withWatch(WATCH, WATCH));
  }

  @Test
  void openvpn_answers_with_our_session_id() {
    Place vpn = openVpn.alone(OpenVpn.Key.NONE);

    OpenVpnProbe probe = ask(new OpenVpnPort(vpn.port()), vpn, Tier.APPLICATION);

    assertThat(probe.getConnect()).isEqualTo(Outcome.SUCCESS);
    assertThat(probe.getAnswer()).isEqualTo(OpenVpnAnswer.PROVED);
    assertThat(probe.getState()).isEqualTo(OpenVpnState.PROVED);
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS_AUTH", "TLS_CRYPT"})
  void openvpn_with_a_hidden_key_is_seen_by_how_it_closes(OpenVpn.Key key) {
    Place vpn = openVpn.alone(key);

    OpenVpnProbe probe = ask(new OpenVpnPort(vpn.port()), vpn, Tier.MANNERS);

    assertThat(probe.getConnect()).isEqualTo(Outcome.SUCCESS);
    assertThat(probe.getAnswer()).isEqualTo(OpenVpnAnswer.CLOSED);
    assertThat(probe.getState()).isEqualTo(OpenVpnState.BEHIND_KEY);
    assertThat(probe.getTests())
        .extracting(FirstBytesTest::getAnswer)
        .containsExactly(
            FirstAnswer.CLOSED, FirstAnswer.HELD, FirstAnswer.HELD, FirstAnswer.CLOSED);
  }

  @Test
  void openvpn_answers_datagrams() {
    Place vpn = openVpn.datagrams(OpenVpn.Key.NONE);

    OpenVpnProbe probe = ask(new OpenVpnDatagram(vpn.port()), vpn, Tier.APPLICATION);

    assertThat(probe.getState()).isEqualTo(OpenVpnState.PROVED);
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS_AUTH", "TLS_CRYPT"})
  void openvpn_with_a_hidden_key_is_silent_to_datagrams(OpenVpn.Key key) {
    Place vpn = openVpn.datagrams(key);

    OpenVpnProbe probe = ask(new OpenVpnDatagram(vpn.port()), vpn, Tier.APPLICATION);

    assertThat(probe.getState()).isEqualTo(OpenVpnState.OPEN_OR_FILTERED);
  }

  private OpenVpnProbe ask(Probe probe, Place vpn, Tier tier) {
    return (OpenVpnProbe) visiting.ask(probe, Probing.target(vpn.ip(), ANY, tier));
  }
}
