package dev.unmask.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.lab.scenario.Behaviour.Relay;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivdScenarioTest {
  private static final LabPorts PORTS = LabPorts.WELL_KNOWN;
  private static final LabScenario FULL = LabScenario.divd(1.0, 1, PORTS);

  @Test
  void has_as_many_hosts_of_each_leaf_as_the_case() {
    assertThat(FULL.size()).isEqualTo(8_588);
    assertThat(sizes(FULL))
        .isEqualTo(
            Map.of(
                Leaf.EXPIRED_ROOT, 8_231L,
                Leaf.RENEWED, 206L,
                Leaf.IN_HOUSE, 60L,
                Leaf.AT_THE_EDGE, 50L,
                Leaf.FORGED, 35L,
                Leaf.RETIRED, 6L));
  }

  @Test
  void has_as_many_hosts_on_ldaps_as_the_case() {
    assertThat(count(FULL, host -> host.tlsPort() == PORTS.ldaps())).isEqualTo(357);
    assertThat(count(FULL, host -> host.tlsPort() == PORTS.https())).isEqualTo(8_588 - 357 - 6);
  }

  @Test
  void six_of_the_big_cluster_are_genuine_and_answer_as_they_did() {
    List<HttpAnswer> answers =
        servers(cluster(Leaf.EXPIRED_ROOT)).map(server -> server.answer().orElseThrow()).toList();

    assertThat(answers).hasSize(6);
    assertThat(answers.stream().filter(answer -> answer.location().isEmpty()))
        .singleElement()
        .satisfies(answer -> assertThat(answer.status()).isEqualTo(403))
        .satisfies(answer -> assertThat(answer.body()).isEqualTo("forbidden"));
    assertThat(answers.stream().flatMap(answer -> answer.location().stream()))
        .containsExactlyInAnyOrder(
            "https://fe2.update.microsoft.com/",
            "https://www.update.microsoft.com/",
            "https://support.microsoft.com/",
            "https://support.microsoft.com/",
            "https://support.microsoft.com/");
  }

  @Test
  void relays_of_the_big_cluster_have_a_vpn_port_mostly_and_openvpn_there_mostly() {
    Cluster big = cluster(Leaf.EXPIRED_ROOT);
    Map<VpnEvidence, Integer> relays =
        big.casts().stream()
            .filter(cast -> cast.role() == Role.HANDSHAKE_RELAY)
            .collect(Collectors.toMap(Cast::vpn, cast -> cast.hosts().size()));

    assertThat(relays)
        .isEqualTo(
            Map.of(
                VpnEvidence.OPENVPN_PROVED,
                6_432,
                VpnEvidence.PORT_OPEN,
                1_135,
                VpnEvidence.NONE,
                658));
  }

  @Test
  void relays_lead_to_genuine_hosts_of_their_own_cluster() {
    for (Leaf leaf : List.of(Leaf.EXPIRED_ROOT, Leaf.RENEWED)) {
      Set<InetAddress> genuine =
          hosts(cluster(leaf), Role.GENUINE).map(LabHost::address).collect(Collectors.toSet());
      assertThat(hosts(cluster(leaf), Role.HANDSHAKE_RELAY).map(DivdScenarioTest::relay))
          .allSatisfy(relay -> assertThat(genuine).contains(relay.origin().getAddress()));
    }
  }

  @Test
  void genuine_hosts_are_in_the_networks_of_owner_or_edge_and_no_others_are() {
    Set<Long> owners = Set.of(8075L, 64_500L);
    for (Role role : Role.values()) {
      assertThat(FULL.clusters().stream().flatMap(cluster -> hosts(cluster, role)))
          .allMatch(host -> owners.contains(host.site().network().asn()) == (role == Role.GENUINE));
    }
  }

  @Test
  void each_cluster_deserves_its_verdict() {
    Map<Leaf, VerdictKind> verdicts =
        FULL.clusters().stream().collect(Collectors.toMap(Cluster::leaf, Cluster::verdict));
    assertThat(verdicts)
        .isEqualTo(
            Map.of(
                Leaf.EXPIRED_ROOT, VerdictKind.VPN_CAMOUFLAGE,
                Leaf.RENEWED, VerdictKind.TLS_RELAY,
                Leaf.IN_HOUSE, VerdictKind.GENUINE,
                Leaf.AT_THE_EDGE, VerdictKind.SHARED_SERVICE,
                Leaf.FORGED, VerdictKind.IMPERSONATION,
                Leaf.RETIRED, VerdictKind.INCONCLUSIVE));
    assertThat(cluster(Leaf.RETIRED).reason()).contains("UNREACHABLE");
  }

  @Test
  void hosts_are_spread_over_thousands_of_subnets_outside_127_0() {
    List<String> subnets =
        FULL.hosts().map(host -> host.ip().replaceFirst("\\.\\d+$", "")).toList();

    assertThat(Set.copyOf(subnets)).hasSizeGreaterThan(2_000);
    assertThat(subnets)
        .allMatch(subnet -> subnet.startsWith("127.") && !subnet.startsWith("127.0."));
  }

  @Test
  void no_network_has_more_than_a_few_hundred_hosts() {
    Map<Long, Long> byNetwork =
        FULL.hosts()
            .collect(
                Collectors.groupingBy(host -> host.site().network().asn(), Collectors.counting()));

    assertThat(byNetwork).hasSizeGreaterThan(300);
    assertThat(byNetwork.values()).allMatch(hosts -> hosts < 300);
  }

  @Test
  void countries_are_many_and_unequal() {
    Map<String, Long> byCountry =
        FULL.hosts()
            .collect(
                Collectors.groupingBy(
                    host -> host.site().country(), TreeMap::new, Collectors.counting()));

    assertThat(byCountry).hasSizeGreaterThan(40);
    assertThat(byCountry.get("US")).isGreaterThan(8_588 / 20);
  }

  @Test
  void same_seed_makes_the_same_scenario_and_another_seed_another() {
    assertThat(LabScenario.divd(1.0, 1, PORTS)).isEqualTo(FULL);
    assertThat(LabScenario.divd(1.0, 2, PORTS)).isNotEqualTo(FULL);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.05, 0.001})
  void smaller_scale_keeps_every_cast_and_the_six(double scale) {
    LabScenario small = LabScenario.divd(scale, 1, PORTS);

    assertThat(
            small.clusters().stream().flatMap(cluster -> cluster.casts().stream()).map(Cast::name))
        .isEqualTo(
            FULL.clusters().stream()
                .flatMap(cluster -> cluster.casts().stream())
                .map(Cast::name)
                .toList());
    assertThat(small.clusters().stream().flatMap(cluster -> hosts(cluster, Role.GENUINE)))
        .hasSizeGreaterThanOrEqualTo(24);
    assertThat(servers(small.clusters().get(0))).hasSize(6);
    assertThat(sizes(small).values()).allMatch(hosts -> hosts >= 6);
    assertThat(small.size()).isBetween((int) (8_588 * scale) - 10, (int) (8_588 * scale) + 80);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1.01, Double.NaN})
  void impossible_scale_is_refused(double scale) {
    assertThatThrownBy(() -> LabScenario.divd(scale, 1, PORTS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<Leaf, Long> sizes(LabScenario scenario) {
    return scenario.clusters().stream()
        .collect(Collectors.toMap(Cluster::leaf, cluster -> cluster.hosts().count()));
  }

  private static Cluster cluster(Leaf leaf) {
    return FULL.clusters().stream()
        .filter(cluster -> cluster.leaf().equals(leaf))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<LabHost> hosts(Cluster cluster, Role role) {
    return cluster.casts().stream()
        .filter(cast -> cast.role() == role)
        .flatMap(cast -> cast.hosts().stream());
  }

  private static Stream<TlsServer> servers(Cluster cluster) {
    return cluster
        .hosts()
        .flatMap(host -> host.behaviour(host.tlsPort()).stream())
        .filter(TlsServer.class::isInstance)
        .map(TlsServer.class::cast);
  }

  private static Relay relay(LabHost host) {
    return (Relay) host.behaviour(host.tlsPort()).orElseThrow();
  }

  private static long count(LabScenario scenario, Predicate<LabHost> which) {
    return scenario.hosts().filter(which).count();
  }
}
