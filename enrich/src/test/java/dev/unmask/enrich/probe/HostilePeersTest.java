package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.PathState;
import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.probe.peers.Conduct;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.MangledServer;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.schemas.certificate.CertificateFacts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Peers that do what they like: exactly one outcome each, the right one, in time. */
class HostilePeersTest {

  private static final Duration HANDSHAKE = Duration.ofSeconds(2);

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final Probing probing = new Probing(settings());

  private static ProberSettings settings() {
    return Probing.settings()
        .with(times -> times.withConnecting(times.connectTimeout(), HANDSHAKE));
  }

  @Test
  void refused() {
    TlsProbe tls = handshake(peers.refusing());

    assertThat(tls.getOutcome()).isEqualTo(Outcome.CONNECTION_REFUSED);
    assertThat(tls.getHandshakeCompleted()).isFalse();
  }

  static Stream<Arguments> conducts() {
    byte[] random = new byte[4096];
    new Random(7).nextBytes(random);
    random[0] = 0x42;
    return Stream.of(
        Arguments.of("silent", Conducts.silent(), Outcome.IO_TIMEOUT),
        Arguments.of("closes", Conducts.closing(), Outcome.CONNECTION_CLOSED),
        Arguments.of(
            "closes on hello",
            Conducts.afterHearing(Conducts.closing()),
            Outcome.CONNECTION_CLOSED),
        Arguments.of(
            "resets on hello",
            Conducts.afterHearing(Conducts.resetting()),
            Outcome.CONNECTION_RESET),
        Arguments.of("HTTP", Conducts.saying("HTTP/1.1 400 Bad\r\n\r\n"), Outcome.PROTOCOL_ERROR),
        Arguments.of("SSH", Conducts.saying("SSH-2.0-OpenSSH_9.2\r\n"), Outcome.PROTOCOL_ERROR),
        Arguments.of("garbage", Conducts.saying(random), Outcome.PROTOCOL_ERROR),
        Arguments.of("drips garbage", Conducts.dripping("", 200), Outcome.PROTOCOL_ERROR),
        Arguments.of(
            "drips a record",
            Conducts.dripping("\u0016\u0003\u0003@\u0000\u0002", 200),
            Outcome.IO_TIMEOUT),
        Arguments.of(
            "alert in clear",
            Conducts.afterHearing(Conducts.saying(new byte[] {21, 3, 3, 0, 2, 2, 112})),
            Outcome.TLS_ALERT),
        Arguments.of(
            "endless server hello",
            Conducts.afterHearing(
                Conducts.flooding(
                    new byte[] {22, 3, 3, 64, 0, 2, 127, 0, 0, 3, 3}, new byte[16_384])),
            Outcome.PROTOCOL_ERROR));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conducts")
  void each_conduct_has_its_outcome(String name, Conduct conduct, Outcome outcome) {
    long begun = System.nanoTime();

    TlsProbe tls = handshake(peers.tcp(conduct));

    assertThat(tls.getOutcome()).isEqualTo(outcome);
    assertThat(tls.getHandshakeCompleted()).isFalse();
    assertThat(tls.getDetail()).hasSizeLessThanOrEqualTo(256).matches("[ -~]+");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(HANDSHAKE.plusSeconds(3));
  }

  @Test
  void alert_keeps_its_number() {
    int port =
        peers.tcp(Conducts.afterHearing(Conducts.saying(new byte[] {21, 3, 3, 0, 2, 2, 112})));

    assertThat(handshake(port).getAlert()).isEqualTo(112);
  }

  @Test
  void chain_below_the_limit_is_read() {
    HostReport report = probing.handshake(serverWithCertificateOf(200_000));

    assertThat(report.chain()).hasSize(2);
  }

  @Test
  void chain_beyond_the_limit_is_too_large() {
    HostReport report = probing.handshake(serverWithCertificateOf(300_000));

    assertThat(report.tls().orElseThrow().getOutcome()).isEqualTo(Outcome.CERTIFICATE_TOO_LARGE);
  }

  /** The JDK's server itself fails later, over its session, from 100,000 bytes or so. */
  private int serverWithCertificateOf(int bytes) {
    Pki root = Pki.root("Test Root");
    Identity large = Pki.recipe(Probing.NAME).padding(bytes).signedBy(root).identity();
    return peers.tls(large, "TLSv1.2", Conducts.silent());
  }

  @Test
  void chain_is_kept_where_a_client_certificate_is_demanded() {
    Identity server = Pki.root("Test Root").leaf(Probing.NAME);
    int port =
        peers.tcp(
            socket -> {
              SSLSocket tls =
                  (SSLSocket)
                      server
                          .context()
                          .getSocketFactory()
                          .createSocket(socket, "127.0.0.1", 0, true);
              tls.setUseClientMode(false);
              tls.setNeedClientAuth(true);
              tls.setEnabledProtocols(new String[] {"TLSv1.2"});
              tls.startHandshake();
            });

    HostReport report = probing.handshake(port);

    assertThat(report.tls().orElseThrow().getOutcome()).isEqualTo(Outcome.TLS_ALERT);
    assertThat(report.chain()).containsExactlyElementsOf(server.ders());
    assertThat(report.connections()).as("nothing to mend by a second attempt").isEqualTo(1);
  }

  @Test
  void certificate_that_does_not_parse_is_kept_and_called_malformed() {
    Identity real = Pki.root("Test Root").leaf(Probing.NAME);
    byte[] garbage = "this is no certificate".getBytes(StandardCharsets.US_ASCII);
    int port = peers.tcp(MangledServer.showing(real, garbage));

    HostReport report = probing.handshake(port);

    TlsProbe tls = report.tls().orElseThrow();
    assertThat(tls.getOutcome()).isNotEqualTo(Outcome.SUCCESS);
    assertThat(report.chain()).as("%s", tls).containsExactly(garbage);
    assertThat(tls.getChain()).containsExactly(CertificateFacts.sha256(garbage));
    assertThat(tls.getJudgement().getPath()).isEqualTo(PathState.MALFORMED);
  }

  @Test
  void nothing_is_read_beyond_the_limit() {
    ByteArrayOutputStream warnings = new ByteArrayOutputStream();
    for (int i = 0; i < 1_000; i++) {
      warnings.writeBytes(new byte[] {22, 3, 3, 0, 0});
    }
    int port =
        peers.tcp(Conducts.afterHearing(Conducts.flooding(new byte[0], warnings.toByteArray())));

    assertThat(handshake(port).getOutcome()).isIn(Outcome.PROTOCOL_ERROR, Outcome.HANDSHAKE_ERROR);
  }

  @Test
  void thousand_tarpits_end_in_time_together() {
    int port = peers.tarpitEverywhere();
    long begun = System.nanoTime();

    List<CompletableFuture<HostReport>> reports = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      HostTarget target =
          new HostTarget(
              Endpoint.newBuilder()
                  .setIp("127.9.%d.%d".formatted(i / 250, 1 + i % 250))
                  .setPort(port)
                  .build(),
              Optional.of(Probing.NAME),
              Optional.empty(),
              OptionalLong.empty(),
              false,
              Tier.HANDSHAKE);
      reports.add(probing.prober().probe(target));
    }

    assertThat(reports)
        .allSatisfy(
            report ->
                assertThat(Probing.await(report).tls().orElseThrow().getOutcome())
                    .isEqualTo(Outcome.IO_TIMEOUT));
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(15);
  }

  private TlsProbe handshake(int port) {
    return probing.handshake(port).tls().orElseThrow();
  }
}
