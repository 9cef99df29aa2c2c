package dev.unmask.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Endpoint;
import dev.unmask.avro.FirstBytes;
import dev.unmask.avro.FirstBytesProbe;
import dev.unmask.avro.FirstBytesTest;
import dev.unmask.avro.HalfCloseProbe;
import dev.unmask.avro.LivenessProbe;
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
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A host of each cast of today's camouflage, as the enricher's probes see it. */
class CamouflageIT {
  private static final double PACE = 0.15;
  private static final Duration WATCH = Duration.ofMillis(4_400);
  private static final Duration SILENCE = Duration.ofMillis(1_500);
  private static final LabScenario SCENARIO = LabScenario.camouflage(PACE, 1, LabPorts.free());
  private static final Map<String, CompletableFuture<HostReport>> REPORTS = new LinkedHashMap<>();

  private static Lab lab;
  private static HostProber prober;

  @BeforeAll
  static void probeAll() throws IOException {
    lab =
        new Lab(SCENARIO, LabPki.create(SCENARIO.leaves(), Instant.now()), LabSettings.defaults());
    lab.start();
    prober =
        new HostProber(
            ProberSettings.defaults().withVpnPort(SCENARIO.ports().vpn()).with(CamouflageIT::brief),
            any -> Optional.empty(),
            any -> CompletableFuture.completedFuture(null),
            new ChainJudge(TrustStores.load(List.of())),
            "unmask test");
    SCENARIO
        .clusters()
        .forEach(
            cluster ->
                cluster
                    .casts()
                    .forEach(
                        cast -> REPORTS.put(cast.name(), prober.probe(target(cluster, cast)))));
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
        false,
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
    assertThat(liveness.getResult()).isEqualTo(marks.liveness());
    assertThat(liveness.getOrderlyClose()).isEqualTo(marks.orderlyClose());
    HalfCloseProbe halfClose = report.probe(HalfCloseProbe.class).orElseThrow();
    assertSeen(halfClose.getTest(), marks);
    report
        .probe(FirstBytesProbe.class)
        .orElseThrow()
        .getTests()
        .forEach(test -> assertSeen(test, marks));
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
