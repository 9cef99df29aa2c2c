package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.TlsAttempt;
import dev.unmask.avro.TlsEngine;
import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.probe.peers.BentServer;
import dev.unmask.enrich.probe.peers.Conduct;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.peers.Tls13Cutter;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried when the first handshake does not get through, and what is kept of each try. */
@Execution(ExecutionMode.CONCURRENT)
class AttemptsTest {

  private static final byte[] NO_CERTIFICATE =
      "this is no certificate".getBytes(StandardCharsets.US_ASCII);

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final Probing probing = new Probing(settings());

  private final Identity server = Pki.root("Test Root").leaf(Probing.NAME);

  private static ProberSettings settings() {
    return Probing.settings()
        .with(times -> times.withConnecting(times.connectTimeout(), Duration.ofSeconds(2)));
  }

  static Stream<Arguments> cuts() {
    byte[] garbage = new byte[64];
    garbage[0] = 23;
    garbage[1] = 3;
    garbage[2] = 3;
    garbage[4] = 59;
    return Stream.of(
        Arguments.of("closes", Conducts.closing(), Outcome.CONNECTION_CLOSED),
        Arguments.of("resets", Conducts.resetting(), Outcome.CONNECTION_RESET),
        Arguments.of("is silent", Conducts.silent(), Outcome.IO_TIMEOUT),
        Arguments.of("says garbage", Conducts.saying(garbage), Outcome.HANDSHAKE_ERROR));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cuts")
  void tls_1_3_that_dies_after_its_server_hello_is_repeated_without_it(
      String name, Conduct cut, Outcome first) {
    int origin = peers.tcp(Peers.overTls(server, tls -> {}, Conducts.silent()));
    int port = peers.tcp(Tls13Cutter.to(origin, cut));

    HostReport report = probing.handshake(port);

    TlsProbe tls = report.tls().orElseThrow();
    assertThat(tls.getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(tls.getProtocol()).isEqualTo("TLSv1.2");
    assertThat(report.chain()).containsExactlyElementsOf(server.ders());
    assertThat(tls.getAttempts())
        .extracting(TlsAttempt::getOutcome)
        .containsExactly(first, Outcome.SUCCESS);
    assertThat(tls.getAttempts())
        .extracting(TlsAttempt::getHighest)
        .containsExactly("TLSv1.3", "TLSv1.2");
    assertThat(tls.getAttempts()).extracting(TlsAttempt::getLowest).containsOnly("TLSv1");
    assertThat(report.connections()).isEqualTo(2);
  }

  @Test
  void probes_that_follow_offer_no_more_than_what_got_through() {
    int origin =
        peers.tcp(Peers.overTls(server, tls -> {}, Conducts.afterHearing(Conducts.closing())));
    int port = peers.tcp(Tls13Cutter.to(origin, Conducts.closing()));

    HostReport report = probing.fully(port);

    assertThat(report.liveness().orElseThrow().getProtocol()).isEqualTo("TLSv1.2");
  }

  @Test
  void one_attempt_that_gets_through_is_the_only_one() {
    TlsProbe tls =
        probing.handshake(peers.tls(server, "TLSv1.3", Conducts.silent())).tls().orElseThrow();

    assertThat(tls.getAttempts()).hasSize(1);
    assertThat(tls.getAttempts().get(0).getEngine()).isEqualTo(TlsEngine.BORINGSSL);
    assertThat(tls.getAttempts().get(0).getProtocol()).isEqualTo("TLSv1.3");
  }

  @Test
  void alert_is_kept_with_its_attempt() {
    int port =
        peers.tcp(Conducts.afterHearing(Conducts.saying(new byte[] {21, 3, 3, 0, 2, 2, 40})));

    TlsProbe tls = probing.handshake(port).tls().orElseThrow();

    assertThat(tls.getAttempts())
        .extracting(TlsAttempt::getEngine)
        .containsExactly(TlsEngine.BORINGSSL, TlsEngine.BOUNCYCASTLE);
    assertThat(tls.getAttempts()).extracting(TlsAttempt::getAlert).containsOnly(40);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void certificate_of_tls_1_2_that_does_not_parse_is_read_from_the_wire(boolean nativeTls) {
    int port = peers.tcp(BentServer.showing(ProtocolVersion.TLSv12, server, NO_CERTIFICATE));

    HostReport report = handshake(nativeTls, port);

    assertThat(report.chain()).containsExactly(NO_CERTIFICATE);
    assertThat(report.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void certificate_of_tls_1_3_that_does_not_parse_is_shown_by_bouncycastle(boolean nativeTls) {
    int port = peers.tcp(BentServer.showing(ProtocolVersion.TLSv13, server, NO_CERTIFICATE));

    HostReport report = handshake(nativeTls, port);

    assertThat(report.chain()).as("%s", report.tls()).containsExactly(NO_CERTIFICATE);
    assertThat(report.tls().orElseThrow().getEngine()).isEqualTo(TlsEngine.BOUNCYCASTLE);
    assertThat(report.connections()).isEqualTo(3);
  }

  @ParameterizedTest(name = "{0}, BoringSSL {1}")
  @MethodSource("versionsAndEngines")
  void wish_for_a_client_certificate_is_noted(String protocol, boolean nativeTls) {
    int asking =
        peers.tcp(
            Peers.overTls(
                server,
                tls -> {
                  tls.setEnabledProtocols(new String[] {protocol});
                  tls.setWantClientAuth(true);
                },
                Conducts.silent()));
    int notAsking = peers.tls(server, protocol, Conducts.silent());

    assertThat(handshake(nativeTls, asking).tls().orElseThrow())
        .matches(tls -> tls.getOutcome() == Outcome.SUCCESS)
        .matches(TlsProbe::getClientCertificateRequested);
    assertThat(handshake(nativeTls, notAsking).tls().orElseThrow())
        .matches(tls -> !tls.getClientCertificateRequested());
  }

  static Stream<Arguments> versionsAndEngines() {
    return Stream.of("TLSv1.2", "TLSv1.3")
        .flatMap(version -> Stream.of(Arguments.of(version, true), Arguments.of(version, false)));
  }

  private static HostReport handshake(boolean nativeTls, int port) {
    ProberSettings settings = nativeTls ? settings() : settings().withJdkTls();
    try (HostProber prober = new Probing(settings).prober()) {
      return Probing.await(prober.probe(Probing.target(port, Tier.HANDSHAKE)));
    }
  }
}
