package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.PathState;
import dev.unmask.avro.TlsEngine;
import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.OpenSsl;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.peers.Recorder;
import dev.unmask.schemas.certificate.CertificateFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A handshake with servers that behave. */
class HandshakeTest {

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final Probing probing = new Probing();
  @RegisterExtension final OpenSsl openSsl = new OpenSsl();

  private final Identity server = Pki.root("Test Root").issue("Test CA").leaf(Probing.NAME);

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void completed_handshake_shows_the_whole_chain(String protocol) {
    int port = peers.tls(server, protocol, Conducts.silent());

    HostReport report = probing.handshake(port);

    TlsProbe tls = report.tls().orElseThrow();
    assertThat(tls.getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(tls.getHandshakeCompleted()).isTrue();
    assertThat(tls.getProtocol()).isEqualTo(protocol);
    assertThat(tls.getCipherSuite()).startsWith("TLS_");
    assertThat(tls.getEngine()).isEqualTo(TlsEngine.BORINGSSL);
    assertThat(tls.getServerName()).isEqualTo(Probing.NAME);
    assertThat(report.chain()).containsExactlyElementsOf(server.ders());
    assertThat(tls.getChain())
        .containsExactlyElementsOf(server.ders().stream().map(CertificateFacts::sha256).toList());
    assertThat(tls.getJudgement().getPath()).isEqualTo(PathState.UNTRUSTED_ISSUER);
    assertThat(tls.getConnectNanos()).isPositive();
    assertThat(tls.getFirstFlightNanos()).isPositive();
    assertThat(tls.getHandshakeNanos()).isGreaterThanOrEqualTo(tls.getFirstFlightNanos());
    assertThat(tls.getServerHello().getVersion())
        .isEqualTo(protocol.equals("TLSv1.3") ? 0x304 : 0x303);
    assertThat(tls.getServerHello().getExtensions()).isNotEmpty();
    assertThat(report.connections()).isEqualTo(1);
    assertThat(report.liveness()).isEmpty();
    assertThat(report.application()).isEmpty();
    assertThat(report.openVpn()).isEmpty();
  }

  @Test
  void server_gets_our_finished_before_the_connection_is_reset() {
    Recorder recorder = new Recorder();
    int port = peers.tcp(recorder.before(peers.tls(server, "TLSv1.3", Conducts.silent())));

    TlsProbe tls = probing.handshake(port).tls().orElseThrow();

    assertThat(tls.getOutcome()).isEqualTo(Outcome.SUCCESS);
    await()
        .untilAsserted(
            () ->
                assertThat(recorder.told())
                    .as("a record of application data, which the Finished is to who looks on")
                    .singleElement()
                    .asString()
                    .contains("\n170303"));
  }

  @Test
  void hello_after_a_retry_is_the_one_that_is_told() {
    int port = openSsl.serve(2_048, "-tls1_3", "-groups", "P-384");

    TlsProbe tls = probing.handshake(port).tls().orElseThrow();

    assertThat(tls.getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(tls.getServerHello().getRetried()).isTrue();
    assertThat(tls.getServerHello().getGroup()).isEqualTo(0x0018);
  }
}
