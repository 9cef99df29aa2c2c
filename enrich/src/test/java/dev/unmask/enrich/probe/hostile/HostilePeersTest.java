package dev.unmask.enrich.probe.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.ApplicationProbe;
import dev.unmask.avro.HttpSummary;
import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.probe.HostReport;
import dev.unmask.enrich.probe.peers.Conduct;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Probing;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every server of the corpus and some good ones, visited at once by one prober: each visit ends in
 * exactly one outcome, the right one, in its time, having read no more than it may.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated
class HostilePeersTest {

  private static final Duration HANDSHAKE = Duration.ofSeconds(6);
  private static final Duration SILENCE = Duration.ofMillis(1_500);
  private static final Duration HOST = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofMillis(250);
  private static final int MOST_BYTES = 512 * 1024;
  private static final int GOOD_HOSTS = 10;

  private static final Conduct PAGE =
      Peers.overTls(
          HostilePeers.SERVER,
          "TLSv1.3",
          Conducts.afterHearing(
              Conducts.saying("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")));

  private final List<HostilePeer> corpus = HostilePeers.all();
  private final Peers peers = new Peers();
  private final Probing probing = new Probing(settings());
  private final Map<String, HostTarget> hosts = new LinkedHashMap<>();
  private final Map<String, Visited> visited = new LinkedHashMap<>();
  private final List<Visited> good = new ArrayList<>();
  private int addresses;

  /** A report, and how long it took. */
  private record Visited(HostReport report, Duration taken) {}

  private static ProberSettings settings() {
    return ProberSettings.defaults()
        .withVpnPort(1)
        .withSilence(SILENCE, SILENCE)
        .with(times -> times.withConnecting(Duration.ofSeconds(2), HANDSHAKE))
        .withHostDeadline(HOST);
  }

  @BeforeAll
  void visit_all_at_once() {
    Map<String, CompletableFuture<Visited>> coming = new LinkedHashMap<>();
    corpus.forEach(peer -> hosts.put(peer.name(), host(peer.conduct())));
    List<HostTarget> web = Stream.generate(() -> host(PAGE)).limit(GOOD_HOSTS).toList();

    web.forEach(host -> visit(host).join());
    hosts.forEach((name, host) -> coming.put(name, visit(host)));
    List<CompletableFuture<Visited>> pages = web.stream().map(this::visit).toList();
    coming.forEach((name, report) -> visited.put(name, report.join()));
    pages.forEach(report -> good.add(report.join()));
  }

  @AfterAll
  void leave() throws Exception {
    probing.prober().close();
    peers.afterEach(null);
  }

  List<HostilePeer> corpus() {
    return corpus;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("corpus")
  void each_ends_as_it_should(HostilePeer peer) {
    HostReport report = settled(peer);
    TlsProbe tls = report.tls().orElseThrow();
    ApplicationProbe application = report.application().orElseThrow();

    assertThat(tls.getOutcome()).as("%s", tls).isEqualTo(peer.handshake());
    assertThat(application.getAnswer()).as("%s", application).isEqualTo(peer.answer());
    assertThat(tls.getHandshakeCompleted()).isEqualTo(peer.handshake() == Outcome.SUCCESS);
    assertThat(report.liveness().map(LivenessProbe::getOutcome))
        .get()
        .isNotEqualTo(Outcome.UNKNOWN_ERROR);
  }

  /** One that took too long while this machine had to play all the others is asked again, alone. */
  private HostReport settled(HostilePeer peer) {
    HostReport report = visited.get(peer.name()).report();
    TlsProbe tls = report.tls().orElseThrow();
    ApplicationProbe application = report.application().orElseThrow();
    boolean slow =
        (tls.getOutcome() == Outcome.IO_TIMEOUT && peer.handshake() != Outcome.IO_TIMEOUT)
            || (application.getOutcome() == Outcome.IO_TIMEOUT
                && application.getAnswer() != peer.answer());
    return slow ? visit(hosts.get(peer.name())).join().report() : report;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("corpus")
  void each_costs_what_it_may(HostilePeer peer) {
    HostReport report = visited.get(peer.name()).report();

    assertThat(report.bytesRead()).isLessThanOrEqualTo(MOST_BYTES);
    assertThat(report.connections()).isLessThanOrEqualTo(7);
    assertThat(report.tls().orElseThrow().getChain()).hasSizeLessThanOrEqualTo(100);
    assertThat(report.tls().orElseThrow().getDetail()).matches("[ -~]{0,256}");
  }

  /**
   * One that was late among all the others has to be in time alone, or our own limits are broken.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("corpus")
  void each_ends_within_its_time(HostilePeer peer) {
    Visited seen = visited.get(peer.name());

    for (int again = 0; again < 2 && seen.taken().compareTo(HOST.plus(GRACE)) > 0; again++) {
      seen = visit(hosts.get(peer.name())).join();
    }

    assertThat(seen.taken()).isLessThanOrEqualTo(HOST.plus(GRACE));
  }

  @Test
  void good_hosts_among_them_are_seen_as_if_alone() {
    assertThat(good)
        .allSatisfy(
            one -> {
              ApplicationProbe application = one.report().application().orElseThrow();
              assertThat(one.report().tls().orElseThrow().getOutcome()).isEqualTo(Outcome.SUCCESS);
              assertThat(application.getAnswer()).isEqualTo(ApplicationAnswer.HTTP_RESPONSE);
              assertThat(application.getHttp()).extracting(HttpSummary::getStatus).isEqualTo(200);
              assertThat(one.report().liveness().orElseThrow().getResult())
                  .isEqualTo(LivenessResult.ALERT);
            });
  }

  /** Each has an address of its own: those of one address are visited one after the other. */
  private HostTarget host(Conduct conduct) {
    String address = "127.8.0." + ++addresses;
    return Probing.target(address, peers.tcpAt(address, conduct), Tier.APPLICATION);
  }

  private CompletableFuture<Visited> visit(HostTarget host) {
    long begun = System.nanoTime();
    return probing
        .prober()
        .probe(host)
        .thenApply(report -> new Visited(report, Duration.ofNanos(System.nanoTime() - begun)));
  }
}
