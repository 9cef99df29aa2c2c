package dev.unmask.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.AskedName;
import dev.unmask.avro.Endpoint;
import dev.unmask.avro.FirstBytes;
import dev.unmask.avro.FirstBytesProbe;
import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.HalfCloseProbe;
import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.OpenVpnState;
import dev.unmask.avro.OrderlyCloseResult;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.Resumed;
import dev.unmask.avro.ResumptionProbe;
import dev.unmask.avro.ResumptionTest;
import dev.unmask.avro.Role;
import dev.unmask.avro.SniProbe;
import dev.unmask.avro.SniTest;
import dev.unmask.avro.Transport;
import dev.unmask.enrich.chain.ChainJudge;
import dev.unmask.enrich.chain.TrustStores;
import dev.unmask.enrich.probe.HostProber;
import dev.unmask.enrich.probe.HostReport;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.ProbeTimings;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.lab.Lab;
import dev.unmask.lab.LabSettings;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.Cast;
import dev.unmask.lab.scenario.Cluster;
import dev.unmask.lab.scenario.LabHost;
import dev.unmask.lab.scenario.LabPorts;
import dev.unmask.lab.scenario.LabScenario;
import dev.unmask.lab.scenario.Marks;
import dev.unmask.lab.scenario.NameAnswer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A host of each cast of today's camouflage, as the enricher's probes see it. */
class CamouflageIT {
  private static final double PACE = 0.15;
  private static final Duration WATCH = Duration.ofMillis(4_400);
  private static final Duration SILENCE = Duration.ofMillis(1_500);
  private static final LabScenario SCENARIO = LabScenario.camouflage(PACE, 1, LabPorts.free());
  private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
  private static final LabPki PKI = LabPki.create(SCENARIO.leaves(), NOW);
  private static final Map<String, CompletableFuture<HostReport>> REPORTS = new LinkedHashMap<>();

  private static Lab lab;
  private static HostProber prober;

  @BeforeAll
  static void probeAll() throws IOException {
    lab = new Lab(SCENARIO, PKI, LabSettings.defaults());
    lab.start();
    prober =
        new HostProber(
            ProberSettings.defaults().withVpnPort(SCENARIO.ports().vpn()).with(CamouflageIT::brief),
            any -> Optional.empty(),
            any -> CompletableFuture.completedFuture(null),
            new ChainJudge(TrustStores.load(List.of())),
            "unmask test");
    probe(cast -> cast.role() == Role.GENUINE);
    REPORTS.values().forEach(CompletableFuture::join);
    probe(cast -> cast.role() != Role.GENUINE);
  }

  /** Genuine hosts first: their sessions are what others are offered. */
  private static void probe(Predicate<Cast> which) {
    for (Cluster cluster : SCENARIO.clusters()) {
      cluster.casts().stream()
          .filter(which)
          .forEach(cast -> REPORTS.put(cast.name(), prober.probe(target(cluster, cast))));
    }
  }

  @AfterAll
  static void stop() {
    prober.close();
    lab.close();
  }

  private static ProbeTimings brief(ProbeTimings timings) {
    return timings.withSilence(SILENCE, SILENCE).withWatch(WATCH, WATCH);
  }

  private static HostTarget target(Cluster cluster, Cast cast) {
    LabHost host = cast.hosts().get(0);
    return new HostTarget(
        new Endpoint(host.ip(), host.tlsPort(), Transport.TCP),
        cluster.leaf().names().stream().findFirst(),
        Optional.empty(),
        OptionalLong.empty(),
        cast.role() == Role.GENUINE,
        Tier.MANNERS);
  }

  static List<Cast> casts() {
    return SCENARIO.clusters().stream().flatMap(cluster -> cluster.casts().stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("casts")
  void probes_see_the_marks_of(Cast cast) {
    HostReport report = REPORTS.get(cast.name()).join();
    Marks marks = cast.marks().orElseThrow();

    assertThat(report.tls().orElseThrow().getProtocol())
        .isEqualTo(marks.protocol().isEmpty() ? "TLSv1.2" : marks.protocol());
    assertThat(report.application().orElseThrow().getAnswer()).isEqualTo(marks.get());
    LivenessProbe liveness = report.liveness().orElseThrow();
    assertThat(closed(liveness.getResult())).isEqualTo(marks.liveness());
    assertThat(closed(liveness.getOrderlyClose())).isEqualTo(marks.orderlyClose());
    HalfCloseProbe halfClose = report.probe(HalfCloseProbe.class).orElseThrow();
    assertSeen(halfClose.getTest(), marks);
    report
        .probe(FirstBytesProbe.class)
        .orElseThrow()
        .getTests()
        .forEach(test -> assertSeen(test, marks));
  }

  @ParameterizedTest
  @MethodSource("casts")
  void probes_see_the_openvpn_of(Cast cast) {
    LabHost host = cast.hosts().get(0);
    Marks.Vpn vpn = cast.marks().orElseThrow().vpn();

    assertThat(state(cast, host.tlsPort(), Transport.TCP)).isEqualTo(vpn.onTlsPort());
    assertThat(state(cast, SCENARIO.ports().vpn(), Transport.TCP)).isEqualTo(vpn.overTcp());
    assertThat(state(cast, SCENARIO.ports().vpn(), Transport.UDP)).isEqualTo(vpn.overUdp());
  }

  private static OpenVpnState state(Cast cast, int port, Transport transport) {
    return REPORTS.get(cast.name()).join().openVpn().stream()
        .filter(probe -> probe.getPort() == port && probe.getTransport() == transport)
        .map(OpenVpnProbe::getState)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("casts")
  void probes_see_what_other_names_draw_from(Cast cast) {
    SniProbe probe = REPORTS.get(cast.name()).join().probe(SniProbe.class).orElseThrow();
    for (SniTest test : probe.getTests()) {
      NameAnswer expected = cast.marks().orElseThrow().names().get(test.getAsked());
      boolean namesOfTheLab = test.getAsked() != AskedName.UNRELATED;
      if (expected != null && namesOfTheLab) {
        assertSeen(test, expected);
      }
    }
  }

  /**
   * Who closes with our record unread resets, if it comes too soon: a race that nobody promises.
   */
  private static LivenessResult closed(LivenessResult result) {
    return result == LivenessResult.RESET ? LivenessResult.CLOSED : result;
  }

  private static OrderlyCloseResult closed(OrderlyCloseResult result) {
    return result == OrderlyCloseResult.RESET ? OrderlyCloseResult.CLOSED : result;
  }

  private static void assertSeen(SniTest test, NameAnswer expected) {
    if (expected instanceof NameAnswer.Shows shows) {
      assertThat(test.getChain()).as("%s", test.getAsked()).isNotEmpty();
      assertThat(test.getChain().get(0))
          .as("%s", test.getAsked())
          .isEqualTo(PKI.identity(shows.leaf()).fingerprint());
    } else if (expected instanceof NameAnswer.Alerts alerts) {
      assertThat(test.getAlert()).as("%s", test.getAsked()).isEqualTo(alerts.description());
      assertThat(test.getAlertRecordVersion()).isEqualTo(alerts.recordVersion());
    } else if (expected instanceof NameAnswer.Closes) {
      assertThat(test.getOutcome()).as("%s", test.getAsked()).isEqualTo(Outcome.CONNECTION_CLOSED);
    }
  }

  @ParameterizedTest
  @MethodSource("casts")
  void sessions_of_genuine_hosts_are_resumed_where_they_are_the_backend_of(Cast cast) {
    Resumed expected = cast.marks().orElseThrow().resumed();
    assertThat(offeredOfGenuine(cast))
        .extracting(ResumptionTest::getResumed)
        .doesNotContain(expected == Resumed.YES ? Resumed.NO : Resumed.YES);
  }

  /** One is for one offer, so not each host gets any. */
  @ParameterizedTest
  @MethodSource("relayedOnTls13")
  void sessions_of_the_protocol_that_genuine_hosts_prefer_are_offered_in(Cluster cluster) {
    Cast genuine = cluster.casts().get(0);
    assertThat(resumption(genuine).getOwn().getResumed()).isEqualTo(Resumed.YES);
    assertThat(resumption(genuine).getOwn().getProtocol()).isEqualTo("TLSv1.3");

    assertThat(cluster.casts().stream().flatMap(cast -> offeredOfGenuine(cast).stream()))
        .filteredOn(offered -> offered.getProtocol().equals("TLSv1.3"))
        .extracting(ResumptionTest::getResumed)
        .contains(cluster.casts().get(1).marks().orElseThrow().resumed());
  }

  static List<Cluster> relayedOnTls13() {
    return SCENARIO.clusters().stream()
        .filter(cluster -> cluster.casts().size() > 1)
        .filter(cluster -> cluster.casts().stream().noneMatch(CamouflageIT::cutsTls13))
        .toList();
  }

  private static boolean cutsTls13(Cast cast) {
    return cast.marks().orElseThrow().protocol().isEmpty();
  }

  /** They share what the genuine host gave: not each of them gets it at once. */
  @Test
  void relays_that_let_tls_1_2_alone_through_resume_what_the_genuine_host_gave_by_it() {
    List<ResumptionTest> offered =
        casts().stream()
            .filter(cast -> cast.name().startsWith("shadowtls-v1"))
            .flatMap(cast -> offeredOfGenuine(cast).stream())
            .toList();

    assertThat(offered).extracting(ResumptionTest::getProtocol).containsOnly("TLSv1.2");
    assertThat(offered).extracting(ResumptionTest::getResumed).contains(Resumed.YES);
  }

  private static List<ResumptionTest> offeredOfGenuine(Cast cast) {
    return resumption(cast).getOthers().stream()
        .filter(ResumptionTest::getOriginInsideOwner)
        .toList();
  }

  private static ResumptionProbe resumption(Cast cast) {
    return REPORTS.get(cast.name()).join().probe(ResumptionProbe.class).orElseThrow();
  }

  private static void assertSeen(FirstBytesTest test, Marks marks) {
    FirstBytes sent = test.getSent();
    if (marks.firstBytes().containsKey(sent)) {
      assertThat(test.getAnswer())
          .as("%s", sent)
          .isEqualTo(marks.firstBytes().get(sent).within(Duration.ofNanos(test.getWatchNanos())));
    }
  }
}
