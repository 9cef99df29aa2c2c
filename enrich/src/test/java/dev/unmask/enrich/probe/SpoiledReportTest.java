package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.visit.Tier;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A mistake of ours in the making of a report, which is a judge that is none. */
class SpoiledReportTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @RegisterExtension final Peers peers = new Peers();

  private final Identity server = Pki.root("Test Root").leaf(Probing.NAME);
  private final HostProber prober =
      new HostProber(
          Probing.settings(),
          address -> Optional.empty(),
          target -> CompletableFuture.completedFuture(null),
          null,
          "unmask/test");

  @AfterEach
  void close() {
    prober.close();
  }

  @Test
  void visit_fails_whose_report_cannot_be_made() {
    int port = peers.tls(server, "TLSv1.3", Conducts.silent());

    assertThat(prober.probe(Probing.target(port, Tier.HANDSHAKE)))
        .failsWithin(SOON)
        .withThrowableThat()
        .withCauseInstanceOf(NullPointerException.class);
  }

  @Test
  void next_visit_of_its_address_is_made_all_the_same() {
    int port = peers.tls(server, "TLSv1.3", Conducts.silent());
    prober.probe(Probing.target(port, Tier.HANDSHAKE));

    CompletableFuture<HostReport> next =
        prober.probe(Probing.target(peers.refusing(), Tier.HANDSHAKE));

    assertThat(next)
        .succeedsWithin(SOON)
        .extracting(report -> report.tls().orElseThrow().getOutcome())
        .isEqualTo(Outcome.CONNECTION_REFUSED);
  }
}
