package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.ApplicationProbe;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.TlsEngine;
import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.OpenSsl;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that BoringSSL refuses, played by OpenSSL where it is installed. */
class LegacyServersTest {

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final Probing probing = new Probing();
  @RegisterExtension final OpenSsl openSsl = new OpenSsl();

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "-tls1_2, DHE-RSA-AES128-GCM-SHA256, TLSv1.2, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
    "-tls1,   DHE-RSA-AES128-SHA,        TLSv1,   TLS_DHE_RSA_WITH_AES_128_CBC_SHA",
  })
  void second_attempt_by_bouncycastle_gets_through(
      String version, String cipher, String protocol, String suite) {
    int port = openSsl.serve(1_024, version, "-cipher", cipher + ":@SECLEVEL=0");

    HostReport report = probing.fully(port);

    TlsProbe tls = report.tls().orElseThrow();
    assertThat(tls.getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(tls.getEngine()).isEqualTo(TlsEngine.BOUNCYCASTLE);
    assertThat(tls.getProtocol()).isEqualTo(protocol);
    assertThat(tls.getCipherSuite()).isEqualTo(suite);
    assertThat(report.chain()).hasSize(1);
    assertThat(report.application().orElseThrow().getAnswer())
        .isEqualTo(ApplicationAnswer.HTTP_RESPONSE);
    assertThat(report.liveness().orElseThrow().getResult()).isEqualTo(LivenessResult.ALERT);
  }

  @Test
  void boringssl_does_what_it_can_itself() {
    int port = openSsl.serve(2_048, "-tls1", "-cipher", "AES128-SHA:@SECLEVEL=0");

    TlsProbe tls = probing.handshake(port).tls().orElseThrow();

    assertThat(tls.getEngine()).isEqualTo(TlsEngine.BORINGSSL);
    assertThat(tls.getProtocol()).isEqualTo("TLSv1");
  }

  @Test
  void wish_to_shake_hands_anew_is_no_undecryptable_data() {
    int port = openSsl.serveInteractively(2_048, "-tls1_2");
    CompletableFuture<HostReport> report =
        probing.prober().probe(Probing.target(port, Tier.APPLICATION));
    await().until(() -> openSsl.printed().contains("GET / HTTP/1.1"));

    openSsl.type("R");

    ApplicationProbe application = Probing.await(report).application().orElseThrow();
    assertThat(application.getAnswer()).isEqualTo(ApplicationAnswer.NOT_TESTED);
    assertThat(application.getOutcome()).isEqualTo(Outcome.APPLICATION_ERROR);
  }

  @Test
  void silence_is_not_asked_twice() {
    ProberSettings hasty = Probing.settings().withHostDeadline(Duration.ofSeconds(2));
    int port = peers.tcp(Conducts.silent());
    try (HostProber prober = new Probing(hasty).prober()) {

      HostReport report = Probing.await(prober.probe(Probing.target(port, Tier.HANDSHAKE)));

      assertThat(report.tls().orElseThrow().getOutcome()).isEqualTo(Outcome.IO_TIMEOUT);
      assertThat(report.connections()).isEqualTo(1);
    }
  }

  @Test
  void server_that_hangs_up_at_once_is_asked_once_more() {
    int port = peers.tcp(Conducts.afterHearing(Conducts.closing()));

    HostReport report = probing.handshake(port);

    assertThat(report.tls().orElseThrow().getOutcome()).isEqualTo(Outcome.CONNECTION_CLOSED);
    assertThat(report.connections()).isEqualTo(2);
  }
}
