package dev.unmask.enrich.probe.firstbytes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytes;
import dev.unmask.avro.FirstBytesProbe;
import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.peers.Conduct;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.peers.Visiting;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What servers and parsers make of it. */
class FirstBytesOnTlsPortTest {

  private static final Duration WATCH = Duration.ofMillis(500);
  private static final Duration THOROUGH = Duration.ofSeconds(10);
  private static final Duration LIMIT = Duration.ofSeconds(1);

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final Visiting visiting = new Visiting(settings());

  private static ProberSettings settings() {
    return Probing.settings().with(times -> times.withWatch(WATCH, THOROUGH));
  }

  @Test
  void tls_server_holds_half_a_hello_and_complains_of_http() {
    Identity server = Pki.root("Test Root").leaf(Probing.NAME);

    List<FirstBytesTest> tests = ask(peers.tls(server, "TLSv1.3", Conducts.silent())).getTests();

    assertThat(tests)
        .extracting(FirstBytesTest::getSent)
        .containsExactly(FirstBytes.HALF_HELLO, FirstBytes.PLAIN_HTTP);
    assertThat(tests.get(0).getAnswer()).isEqualTo(FirstAnswer.HELD);
    assertThat(tests.get(0).getHeldNanos()).isGreaterThanOrEqualTo(WATCH.toNanos());
    assertThat(tests.get(1).getAnswer()).isEqualTo(FirstAnswer.TLS_ALERT);
    assertThat(tests.get(1).getEnded()).isTrue();
  }

  @Test
  void server_that_answers_in_clear_is_heard() {
    FirstBytesProbe probe =
        ask(peers.tcp(Conducts.afterHearing(Conducts.sayingAndClosing("HTTP/1.1 400 \r\n\r\n"))));

    assertThat(probe.getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(probe.getTests())
        .extracting(FirstBytesTest::getAnswer)
        .containsOnly(FirstAnswer.HTTP_RESPONSE);
  }

  @Test
  void parser_that_swallows_http_is_seen() {
    assertThat(ask(peers.tcp(Conducts.silent())).getTests())
        .extracting(FirstBytesTest::getAnswer)
        .containsOnly(FirstAnswer.HELD);
  }

  @Test
  void limit_beyond_the_fast_profile_is_seen_at_the_tier_of_timings() {
    Conduct parser =
        socket -> {
          socket.setSoTimeout((int) LIMIT.toMillis());
          Conducts.silent().meet(socket);
        };

    FirstBytesTest fast = ask(peers.tcp(parser), Tier.MANNERS).getTests().get(0);
    FirstBytesTest thorough = ask(peers.tcp(parser), Tier.TIMINGS).getTests().get(0);

    assertThat(fast.getAnswer()).isEqualTo(FirstAnswer.HELD);
    assertThat(thorough.getAnswer()).isEqualTo(FirstAnswer.CLOSED);
    assertThat(thorough.getHeldNanos()).isBetween(LIMIT.toNanos() * 9 / 10, THOROUGH.toNanos());
  }

  @Test
  void half_a_hello_is_half_and_http_names_the_certificates_host_and_our_contact() {
    List<byte[]> heard = new CopyOnWriteArrayList<>();
    Conduct noting =
        socket -> {
          byte[] first = new byte[8192];
          int length = socket.getInputStream().read(first);
          heard.add(Arrays.copyOf(first, length));
        };

    ask(peers.tcp(noting));

    byte[] hello = heard.get(0);
    int whole = 5 + (((hello[3] & 0xff) << 8) | (hello[4] & 0xff));
    assertThat(hello[0]).isEqualTo((byte) 22);
    assertThat(hello).hasSize(whole / 2);
    assertThat(new String(heard.get(1), StandardCharsets.US_ASCII))
        .startsWith("GET / HTTP/1.1\r\nHost: " + Probing.NAME + "\r\nUser-Agent: unmask/test\r\n");
  }

  @Test
  void port_that_has_closed_meanwhile_says_so_for_both() {
    FirstBytesProbe probe = ask(peers.refusing());

    assertThat(probe.getOutcome()).isEqualTo(Outcome.CONNECTION_REFUSED);
    assertThat(probe.getTests())
        .hasSize(2)
        .extracting(FirstBytesTest::getOutcome)
        .containsOnly(Outcome.CONNECTION_REFUSED);
  }

  private FirstBytesProbe ask(int port) {
    return ask(port, Tier.MANNERS);
  }

  private FirstBytesProbe ask(int port, Tier tier) {
    return (FirstBytesProbe) visiting.ask(new FirstBytesOnTlsPort(), Probing.target(port, tier));
  }
}
