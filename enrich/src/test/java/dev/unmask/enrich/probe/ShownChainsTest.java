package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.PathState;
import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.probe.peers.BentServer;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.schemas.certificate.CertificateFacts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** What is kept of a chain however the handshake ends; and a thousand hosts that say nothing. */
@Isolated
class ShownChainsTest {

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
    int port = peers.tcp(BentServer.showing(ProtocolVersion.TLSv12, real, garbage));

    HostReport report = probing.handshake(port);

    TlsProbe tls = report.tls().orElseThrow();
    assertThat(tls.getOutcome()).isNotEqualTo(Outcome.SUCCESS);
    assertThat(report.chain()).as("%s", tls).containsExactly(garbage);
    assertThat(tls.getChain()).containsExactly(CertificateFacts.sha256(garbage));
    assertThat(tls.getJudgement().getPath()).isEqualTo(PathState.MALFORMED);
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
