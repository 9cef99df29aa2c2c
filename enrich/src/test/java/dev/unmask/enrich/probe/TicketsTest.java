package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.SessionTicket;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.OpenSsl;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Session tickets, as far as they show themselves, beside an answer in the same connection. */
class TicketsTest {

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final OpenSsl openSsl = new OpenSsl();

  @ParameterizedTest(name = "{0} tickets, BoringSSL {1}")
  @CsvSource({"2, true", "1, true", "0, true", "2, false", "0, false"})
  void tickets_of_tls_1_3_are_counted(int tickets, boolean nativeTls) {
    int port = openSsl.serve(2_048, "-tls1_3", "-num_tickets", Integer.toString(tickets));

    assertThat(seen(nativeTls, port))
        .hasSize(tickets)
        .allSatisfy(
            ticket -> {
              assertThat(ticket.getEncrypted()).isTrue();
              assertThat(ticket.getLifetimeSeconds()).isNull();
              assertThat(ticket.getLength()).isGreaterThan(100);
            });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ticket_of_tls_1_2_shows_its_lifetime(boolean nativeTls) {
    int port = openSsl.serve(2_048, "-tls1_2");

    List<SessionTicket> seen = seen(nativeTls, port);

    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).getEncrypted()).isFalse();
    assertThat(seen.get(0).getLifetimeSeconds()).isEqualTo(7_200);
    assertThat(seen.get(0).getLength()).isGreaterThan(100);
  }

  @Test
  void server_that_speaks_first_tells_nothing_of_what_follows() {
    Identity server = Pki.root("Test Root").leaf(Probing.NAME);
    int port = peers.tls(server, "TLSv1.3", Conducts.saying("220 ready\r\n"));

    assertThat(report(true, port).application().orElseThrow().getAnswer())
        .isEqualTo(ApplicationAnswer.OTHER_BYTES);
    assertThat(report(true, port).tls().orElseThrow().getTickets()).hasSizeLessThanOrEqualTo(1);
  }

  private static List<SessionTicket> seen(boolean nativeTls, int port) {
    HostReport report = report(nativeTls, port);
    assertThat(report.application().orElseThrow().getAnswer())
        .isEqualTo(ApplicationAnswer.HTTP_RESPONSE);
    return report.tls().orElseThrow().getTickets();
  }

  private static HostReport report(boolean nativeTls, int port) {
    ProberSettings settings = nativeTls ? Probing.settings() : Probing.settings().withJdkTls();
    try (HostProber prober = new Probing(settings).prober()) {
      return Probing.await(prober.probe(Probing.target(port, Tier.APPLICATION)));
    }
  }
}
