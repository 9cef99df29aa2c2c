package dev.unmask.bench;

import dev.unmask.enrich.probe.HostProber;
import dev.unmask.enrich.probe.HostReport;
import dev.unmask.enrich.probe.visit.HostTarget;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * What a host costs at each tier: connections and bytes, as its report counts them. The hosts are
 * the lab's, with its waits made short, since only counts are looked at.
 */
final class Costs {

  private static final double PACE = 0.15;

  /** Genuine servers, a relay that forwards all, and one with a VPN beside the forwarding. */
  private static final List<String> CASTS = List.of("genuine-nginx", "nginx-stream", "port-share");

  private static final ProberSettings SETTINGS =
      ProberSettings.defaults()
          .withSilence(Duration.ofSeconds(2), Duration.ofSeconds(1))
          .with(times -> times.withWatch(Duration.ofSeconds(3), Duration.ofSeconds(11)));

  private final LabScenario scenario = LabScenario.camouflage(PACE, 1, LabPorts.free());

  /** What is known once it was asked of one host. */
  private record Visit(String host, Tier tier, CompletableFuture<HostReport> report) {}

  Table measure() {
    try (Lab lab = lab();
        HostProber prober = ProberProcess.prober(SETTINGS.withVpnPort(scenario.ports().vpn()))) {
      lab.start();
      List<Visit> visits = scenario.clusters().stream().flatMap(c -> visits(c, prober)).toList();
      List<List<Object>> rows = visits.stream().map(Costs::row).toList();
      return new Table(
          "costs",
          "What a host costs by tier",
          List.of("host", "tier", "connections", "bytes_read", "bytes_sent"),
          rows,
          List.of("Bytes are TCP's payload; a port that datagrams go to counts as a connection."));
    } catch (IOException noLab) {
      throw new UncheckedIOException(noLab);
    }
  }

  private Lab lab() {
    LabPki pki = LabPki.create(scenario.leaves(), Instant.now());
    return new Lab(scenario, pki, LabSettings.defaults());
  }

  private static Stream<Visit> visits(Cluster cluster, HostProber prober) {
    return cluster.casts().stream()
        .filter(cast -> CASTS.contains(cast.name()))
        .flatMap(cast -> visits(cast, cluster.leaf().names(), prober));
  }

  /** A host for each tier where there are so many; what one address is asked goes in turn. */
  private static Stream<Visit> visits(Cast cast, List<String> names, HostProber prober) {
    List<Visit> visits = new ArrayList<>();
    for (Tier tier : Tier.values()) {
      LabHost host = cast.hosts().get(tier.number() % cast.hosts().size());
      HostTarget target =
          new HostTarget(
              Targets.target(host.ip(), host.tlsPort(), tier).endpoint(),
              names.stream().findFirst(),
              Optional.empty(),
              OptionalLong.empty(),
              false,
              tier);
      visits.add(new Visit(cast.name(), tier, prober.probe(target)));
    }
    return visits.stream();
  }

  private static List<Object> row(Visit visit) {
    HostReport report = visit.report.join();
    return List.of(
        visit.host,
        visit.tier.number(),
        report.connections(),
        report.bytesRead(),
        report.bytesSent());
  }
}
