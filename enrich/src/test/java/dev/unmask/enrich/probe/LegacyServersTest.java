package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Servers that BoringSSL refuses: which are worth a second attempt. */
class LegacyServersTest {

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final Probing probing = new Probing();

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
