package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.Resumed;
import dev.unmask.avro.ResumptionProbe;
import dev.unmask.enrich.probe.peers.BoringSsl;
import dev.unmask.enrich.probe.peers.Conduct;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.peers.Relay;
import dev.unmask.enrich.probe.peers.Tls13Cutter;
import dev.unmask.enrich.probe.visit.Tier;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of one host offered to another. */
@Execution(ExecutionMode.CONCURRENT)
class ResumptionTest {

  private static final String GENUINE = "127.0.0.2";
  private static final String SUSPECT = "127.0.0.3";
  private static final Duration SILENCE = Duration.ofMillis(300);

  @RegisterExtension final Peers peers = new Peers();
  @RegisterExtension final BoringSsl boringSsl = new BoringSsl();

  @RegisterExtension
  final Probing probing =
      new Probing(
          Probing.settings()
              .withSilence(SILENCE, SILENCE)
              .with(times -> times.withWatch(SILENCE, SILENCE)));

  private final Identity identity = Pki.root("Test Root").leaf(Probing.NAME);
  private final SSLContext owners = identity.context();

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void relay_resumes_what_was_begun_at_the_genuine_host(String protocol) {
    int origin = peers.tcpAt(GENUINE, owners(protocol));
    int backend = peers.tcp(owners(protocol));
    int relay = peers.tcpAt(SUSPECT, Relay.fully(backend));
    Instant before = Instant.now();

    ResumptionProbe genuine = resumption(GENUINE, origin, true);
    ResumptionProbe suspect = resumption(SUSPECT, relay, false);

    assertThat(genuine.getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(genuine.getOwn().getResumed()).isEqualTo(Resumed.YES);
    assertThat(genuine.getOwn().getProtocol()).isEqualTo(protocol);
    assertThat(genuine.getOthers()).isEmpty();
    assertThat(suspect.getOwn().getResumed()).isEqualTo(Resumed.YES);
    assertThat(suspect.getOthers()).hasSize(1);
    dev.unmask.avro.ResumptionTest offered = suspect.getOthers().get(0);
    assertThat(offered.getResumed()).isEqualTo(Resumed.YES);
    assertThat(offered.getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(offered.getOrigin().getIp()).isEqualTo(GENUINE);
    assertThat(offered.getOrigin().getPort()).isEqualTo(origin);
    assertThat(offered.getOriginInsideOwner()).isTrue();
    assertThat(offered.getProtocol()).isEqualTo(protocol);
    assertThat(offered.getBegunAt()).isBetween(before.minusMillis(1), Instant.now());
  }

  @Test
  void relay_that_is_visited_at_the_same_time_is_offered_the_genuine_hosts_session_too() {
    int origin = peers.tcpAt(GENUINE, owners("TLSv1.3"));
    int relay = peers.tcpAt(SUSPECT, Relay.fully(peers.tcp(owners("TLSv1.3"))));
    Duration halfHello = Duration.ofSeconds(4);
    try (HostProber prober =
        new Probing(
                Probing.settings()
                    .withSilence(SILENCE, SILENCE)
                    .with(times -> times.withWatch(halfHello, halfHello)))
            .prober()) {
      CompletableFuture<HostReport> suspect =
          prober.probe(Probing.target(SUSPECT, relay, false, Tier.MANNERS));
      prober.probe(Probing.target(GENUINE, origin, true, Tier.MANNERS));

      assertThat(Probing.await(suspect).probe(ResumptionProbe.class).orElseThrow().getOthers())
          .extracting(offered -> offered.getOrigin().getIp(), offered -> offered.getResumed())
          .containsExactly(tuple(GENUINE, Resumed.YES));
    }
  }

  /** It sends them with the first data that it writes, which is its answer to a close_notify. */
  @Test
  void tickets_are_drawn_out_of_boringssl_that_says_nothing() {
    SslContext shared = BoringSsl.context(identity);
    int origin = boringSsl.serve(GENUINE, shared);
    int relay = peers.tcpAt(SUSPECT, Relay.fully(boringSsl.serve("127.0.0.1", shared)));

    ResumptionProbe genuine = resumption(GENUINE, origin, true);
    ResumptionProbe suspect = resumption(SUSPECT, relay, false);

    assertThat(genuine.getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(List.of(genuine.getOwn(), suspect.getOwn()))
        .allSatisfy(own -> assertThat(own.getResumed()).isEqualTo(Resumed.YES))
        .allSatisfy(own -> assertThat(own.getProtocol()).isEqualTo("TLSv1.3"));
    assertThat(suspect.getOthers())
        .hasSize(1)
        .allSatisfy(offered -> assertThat(offered.getResumed()).isEqualTo(Resumed.YES))
        .allSatisfy(offered -> assertThat(offered.getProtocol()).isEqualTo("TLSv1.3"))
        .allSatisfy(offered -> assertThat(offered.getOrigin().getIp()).isEqualTo(GENUINE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void key_holder_with_sessions_of_its_own_does_not(String protocol) {
    int origin = peers.tcpAt(GENUINE, owners(protocol));
    SSLContext thiefs = identity.context();
    int thief = peers.tcpAt(SUSPECT, serving(thiefs, protocol));

    resumption(GENUINE, origin, true);
    ResumptionProbe suspect = resumption(SUSPECT, thief, false);

    assertThat(suspect.getOwn().getResumed()).isEqualTo(Resumed.YES);
    assertThat(suspect.getOthers())
        .hasSize(1)
        .allSatisfy(
            offered -> {
              assertThat(offered.getResumed()).isEqualTo(Resumed.NO);
              assertThat(offered.getOutcome()).isEqualTo(Outcome.SUCCESS);
            });
  }

  @Test
  void genuine_host_is_offered_what_was_begun_at_the_suspect() {
    int relay = peers.tcpAt(SUSPECT, Relay.fully(peers.tcp(owners("TLSv1.3"))));
    int origin = peers.tcpAt(GENUINE, owners("TLSv1.3"));

    resumption(SUSPECT, relay, false);
    ResumptionProbe genuine = resumption(GENUINE, origin, true);

    assertThat(genuine.getOthers()).hasSize(1);
    assertThat(genuine.getOthers().get(0).getResumed()).isEqualTo(Resumed.YES);
    assertThat(genuine.getOthers().get(0).getOrigin().getIp()).isEqualTo(SUSPECT);
    assertThat(genuine.getOthers().get(0).getOriginInsideOwner()).isFalse();
  }

  @Test
  void relay_that_cuts_tls_1_3_is_offered_what_the_genuine_host_gave_by_tls_1_2() {
    int origin = peers.tcpAt(GENUINE, Peers.overTls(owners, tls -> {}, Conducts.silent()));
    int backend = peers.tcp(Peers.overTls(owners, tls -> {}, Conducts.silent()));
    int cutter = peers.tcpAt(SUSPECT, Tls13Cutter.to(backend, Conducts.closing()));

    ResumptionProbe genuine = resumption(GENUINE, origin, true);
    ResumptionProbe suspect = resumption(SUSPECT, cutter, false);

    assertThat(genuine.getOwn().getProtocol()).isEqualTo("TLSv1.3");
    assertThat(suspect.getOwn().getProtocol()).isEqualTo("TLSv1.2");
    assertThat(suspect.getOthers())
        .hasSize(1)
        .allSatisfy(
            offered -> {
              assertThat(offered.getOriginInsideOwner()).isTrue();
              assertThat(offered.getProtocol()).isEqualTo("TLSv1.2");
              assertThat(offered.getResumed()).isEqualTo(Resumed.YES);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void server_that_forgets_its_sessions_says_no_to_its_own(String protocol) {
    int origin = peers.tcpAt(GENUINE, owners(protocol));
    int forgetful = peers.tcpAt(SUSPECT, Peers.overTls(identity, protocol, Conducts.silent()));

    resumption(GENUINE, origin, true);
    ResumptionProbe suspect = resumption(SUSPECT, forgetful, false);

    assertThat(suspect.getOwn().getResumed()).isEqualTo(Resumed.NO);
    assertThat(suspect.getOutcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(suspect.getOthers())
        .extracting(dev.unmask.avro.ResumptionTest::getResumed)
        .containsExactly(Resumed.NO);
  }

  private Conduct owners(String protocol) {
    return serving(owners, protocol);
  }

  private static Conduct serving(SSLContext context, String protocol) {
    return Peers.overTls(
        context, tls -> tls.setEnabledProtocols(new String[] {protocol}), Conducts.silent());
  }

  private ResumptionProbe resumption(String address, int port, boolean insideOwner) {
    HostReport report =
        Probing.await(
            probing.prober().probe(Probing.target(address, port, insideOwner, Tier.MANNERS)));
    return report.probe(ResumptionProbe.class).orElseThrow();
  }
}
