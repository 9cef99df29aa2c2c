package dev.unmask.enrich.probe.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.Resumed;
import dev.unmask.avro.ResumptionProbe;
import dev.unmask.avro.ResumptionTest;
import dev.unmask.enrich.probe.peers.Conduct;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.peers.SessionLiar;
import dev.unmask.enrich.probe.peers.Visiting;
import dev.unmask.enrich.probe.resumption.SessionResumption;
import dev.unmask.enrich.probe.visit.Tier;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers that lie about sessions: none of them is ever seen to resume what was begun at a genuine
 * host, since that takes the session's keys, and none spoils what others are offered.
 */
@Execution(ExecutionMode.CONCURRENT)
class HostileResumptionTest {

  private static final String GENUINE = "127.0.0.2";
  private static final String LIAR = "127.0.0.3";
  private static final String OTHER = "127.0.0.4";
  private static final Identity SERVER = HostilePeers.SERVER;

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final Visiting visiting = new Visiting(Probing.settings());

  private final SessionResumption probe =
      new SessionResumption(Clock.systemUTC(), Runnable::run, new SecureRandom());

  static Stream<Arguments> liars() {
    return Stream.of(
        tls12("a session it never began", SessionLiar.accepting(SERVER)),
        tls12("no session id", SessionLiar.givingIds(SERVER, 0)),
        tls12("a session id of one byte", SessionLiar.givingIds(SERVER, 1)),
        tls12("another session id each time", SessionLiar.givingIds(SERVER, 32)),
        tls12("a ticket of 16 KB", SessionLiar.givingTickets(SERVER, 300, 16_000)),
        tls12("a ticket of 60 KB", SessionLiar.givingTickets(SERVER, 300, 60_000)),
        tls12("a ticket for no time", SessionLiar.givingTickets(SERVER, 0, 100)),
        tls12("a ticket for ever", SessionLiar.givingTickets(SERVER, 0xffff_ffffL, 100)),
        tls13("a ticket of 16 KB", SessionLiar.sendingTickets(SERVER, 300, 16_000, 1)),
        tls13("a ticket of 60 KB", SessionLiar.sendingTickets(SERVER, 300, 60_000, 1)),
        tls13("200 tickets", SessionLiar.sendingTickets(SERVER, 300, 1_000, 200)),
        tls13("a ticket for no time", SessionLiar.sendingTickets(SERVER, 0, 100, 1)),
        tls13("a ticket for ever", SessionLiar.sendingTickets(SERVER, 0xffff_ffffL, 100, 1)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("liars")
  void liar_never_resumes_and_spoils_nothing(String protocol, String lie, Conduct liar) {
    SSLContext owners = SERVER.context();
    visit(GENUINE, serving(owners, protocol), true);

    ResumptionProbe lied = visit(LIAR, liar, false);
    ResumptionProbe relay = visit(OTHER, serving(owners, protocol), false);

    assertThat(lied.getOutcome()).as("%s", lied).isNotEqualTo(Outcome.UNKNOWN_ERROR);
    assertThat(Stream.concat(Stream.ofNullable(lied.getOwn()), lied.getOthers().stream()))
        .as("%s", lied)
        .extracting(ResumptionTest::getResumed)
        .doesNotContain(Resumed.YES);
    assertThat(relay.getOthers())
        .as("%s", relay)
        .filteredOn(ResumptionTest::getOriginInsideOwner)
        .extracting(ResumptionTest::getResumed)
        .containsExactly(Resumed.YES);
  }

  private ResumptionProbe visit(String address, Conduct conduct, boolean insideOwner) {
    int port = peers.tcpAt(address, conduct);
    return (ResumptionProbe)
        visiting.askAfterHandshake(probe, Probing.target(address, port, insideOwner, Tier.MANNERS));
  }

  private static Conduct serving(SSLContext context, String protocol) {
    return Peers.overTls(
        context, tls -> tls.setEnabledProtocols(new String[] {protocol}), Conducts.silent());
  }

  private static Arguments tls12(String lie, Conduct conduct) {
    return Arguments.of("TLSv1.2", lie, conduct);
  }

  private static Arguments tls13(String lie, Conduct conduct) {
    return Arguments.of("TLSv1.3", lie, conduct);
  }
}
