package dev.unmask.lab.feed;

import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.Cast;
import dev.unmask.lab.scenario.Cluster;
import dev.unmask.lab.scenario.LabHost;
import dev.unmask.lab.scenario.LabScenario;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What unmask should find out, by endpoint and by fingerprint.
 *
 * @param hosts one for each TLS endpoint
 * @param verdicts one for each fingerprint
 */
public record LabTruth(List<Host> hosts, List<Verdict> verdicts) {
  public LabTruth {
    hosts = List.copyOf(hosts);
    verdicts = List.copyOf(verdicts);
  }

  /**
   * The truth about one host.
   *
   * @param endpoint in the form {@code 127.1.2.3:443/tcp}
   * @param verdict that its cluster deserves
   * @param reason why an INCONCLUSIVE one cannot be decided, in unmask's words
   * @param cast the group of hosts that behave as it does
   */
  public record Host(
      String endpoint,
      Role role,
      VpnEvidence vpn,
      String fingerprint,
      VerdictKind verdict,
      Optional<String> reason,
      String cast) {}

  /**
   * The truth about one cluster.
   *
   * @param name of the cluster in its scenario
   * @param hosts how many it has
   */
  public record Verdict(
      String name, String fingerprint, VerdictKind kind, Optional<String> reason, int hosts) {}

  public static LabTruth of(LabScenario scenario, LabPki pki) {
    List<Host> hosts =
        scenario.clusters().stream().flatMap(cluster -> hosts(cluster, pki)).toList();
    List<Verdict> verdicts =
        scenario.clusters().stream().map(cluster -> verdict(cluster, pki)).toList();
    return new LabTruth(hosts, verdicts);
  }

  private static Stream<Host> hosts(Cluster cluster, LabPki pki) {
    String fingerprint = pki.identity(cluster.leaf()).fingerprint();
    return cluster.casts().stream()
        .flatMap(cast -> cast.hosts().stream().map(host -> host(cluster, cast, host, fingerprint)));
  }

  private static Host host(Cluster cluster, Cast cast, LabHost host, String fingerprint) {
    return new Host(
        host.endpoint(),
        cast.role(),
        cast.vpn(),
        fingerprint,
        cluster.verdict(),
        cluster.reason(),
        cast.name());
  }

  private static Verdict verdict(Cluster cluster, LabPki pki) {
    String fingerprint = pki.identity(cluster.leaf()).fingerprint();
    int hosts = (int) cluster.hosts().count();
    return new Verdict(
        cluster.leaf().id(), fingerprint, cluster.verdict(), cluster.reason(), hosts);
  }
}
