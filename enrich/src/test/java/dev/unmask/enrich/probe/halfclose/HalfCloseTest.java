package dev.unmask.enrich.probe.halfclose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.FirstAnswer;
import dev.unmask.avro.FirstBytes;
import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.HalfCloseProbe;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.peers.Conduct;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.peers.Relay;
import dev.unmask.enrich.probe.peers.Visiting;
import dev.unmask.enrich.probe.visit.Tier;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the flight comes. */
class HalfCloseTest {

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final Visiting visiting = new Visiting(Probing.settings());

  private final Identity server = Pki.root("Test Root").leaf(Probing.NAME);

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void server_sends_its_flight_all_the_same(String protocol) {
    FirstBytesTest test = ask(peers.tls(server, protocol, Conducts.silent())).getTest();

    assertThat(test.getAnswer()).isEqualTo(FirstAnswer.TLS_HANDSHAKE);
    assertThat(test.getSent()).isEqualTo(FirstBytes.HELLO_AND_FIN);
    assertThat(test.getBytesRead()).isGreaterThan(64);
    assertThat(test.getEnded()).isTrue();
  }

  @Test
  void relay_that_closes_both_ways_with_the_first_fin_loses_it() {
    int origin = peers.tls(server, "TLSv1.3", Conducts.silent());
    int relay = peers.tcp(closingWithTheClient(origin));

    FirstBytesTest test = ask(relay).getTest();

    assertThat(test.getAnswer()).isIn(FirstAnswer.CLOSED, FirstAnswer.RESET);
    assertThat(test.getBytesRead()).isZero();
  }

  static Stream<Arguments> conducts() {
    return Stream.of(
        Arguments.of("closes on FIN", Conducts.silent(), FirstAnswer.CLOSED),
        Arguments.of(
            "resets on hello", Conducts.afterHearing(Conducts.resetting()), FirstAnswer.RESET),
        Arguments.of("holds", holding(), FirstAnswer.HELD),
        Arguments.of(
            "alerts",
            Conducts.afterHearing(Conducts.saying(new byte[] {21, 3, 1, 0, 2, 2, 40})),
            FirstAnswer.TLS_ALERT),
        Arguments.of(
            "speaks HTTP",
            Conducts.sayingAndClosing("HTTP/1.1 400 Bad\r\n\r\n"),
            FirstAnswer.HTTP_RESPONSE),
        Arguments.of(
            "speaks SSH", Conducts.sayingAndClosing("SSH-2.0-x\r\n"), FirstAnswer.OTHER_BYTES));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conducts")
  void each_conduct_has_its_answer(String name, Conduct conduct, FirstAnswer answer) {
    HalfCloseProbe probe = ask(peers.tcp(conduct));

    assertThat(probe.getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(probe.getTest().getAnswer()).isEqualTo(answer);
  }

  @Test
  void port_that_has_closed_meanwhile_is_not_tested() {
    HalfCloseProbe probe = ask(peers.refusing());

    assertThat(probe.getOutcome()).isEqualTo(Outcome.CONNECTION_REFUSED);
    assertThat(probe.getTest().getAnswer()).isEqualTo(FirstAnswer.NOT_TESTED);
    assertThat(probe.getTest().getHeldNanos()).isNull();
  }

  private HalfCloseProbe ask(int port) {
    return (HalfCloseProbe) visiting.ask(new HalfClose(), Probing.target(port, Tier.MANNERS));
  }

  /** Reads the hello and its FIN before it dials, as an origin that is far away lets it seem. */
  private static Conduct closingWithTheClient(int origin) {
    return socket -> {
      Conducts.silent().meet(socket);
      Relay.to(origin, 1, Conducts.closing()).meet(socket);
    };
  }

  /** Until the test is over: then its thread is interrupted. */
  private static Conduct holding() {
    return socket -> {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException over) {
        Thread.currentThread().interrupt();
      }
    };
  }
}
