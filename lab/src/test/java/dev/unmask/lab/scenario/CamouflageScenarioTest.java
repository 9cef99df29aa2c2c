package dev.unmask.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.lab.scenario.Behaviour.Relay;
import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CamouflageScenarioTest {
  private static final LabScenario TODAY = LabScenario.camouflage(1, 1, LabPorts.WELL_KNOWN);

  @Test
  void every_system_of_the_table_has_a_cast_and_every_cast_its_marks() {
    assertThat(casts().map(Cast::name))
        .contains(
            "reality",
            "shadowtls-v1-holds",
            "shadowtls-v1-closes",
            "shadowtls-v1-switches",
            "shadowtls-v3",
            "shadowtls-v3-wildcard",
            "cloak",
            "mtproxy",
            "mtprotoproxy",
            "mtg",
            "telemt",
            "tlsmasq",
            "psiphon",
            "port-share",
            "port-share-key",
            "nginx-stream",
            "nginx-preread",
            "haproxy",
            "sniproxy",
            "sslh",
            "nat",
            "nat-openvpn-udp",
            "nat-openvpn-key",
            "key-holder-alerts",
            "key-holder-wordless",
            "proxy-script-0");
    assertThat(casts()).allMatch(cast -> cast.marks().isPresent());
  }

  @Test
  void relays_lead_to_genuine_hosts_of_their_own_cluster() {
    for (Cluster cluster : TODAY.clusters()) {
      Set<InetAddress> genuine =
          cluster.casts().stream()
              .filter(cast -> cast.role() == Role.GENUINE)
              .flatMap(cast -> cast.hosts().stream())
              .map(LabHost::address)
              .collect(Collectors.toSet());
      assertThat(
              cluster
                  .hosts()
                  .flatMap(host -> host.ports().values().stream())
                  .filter(Relay.class::isInstance)
                  .map(behaviour -> ((Relay) behaviour).origin().getAddress()))
          .isSubsetOf(genuine);
    }
  }

  @Test
  void relays_deserve_vpn_camouflage_where_one_of_them_is_a_vpn_and_else_tls_relay() {
    Map<VerdictKind, Long> verdicts =
        TODAY.clusters().stream()
            .collect(Collectors.groupingBy(Cluster::verdict, Collectors.counting()));

    assertThat(verdicts)
        .isEqualTo(
            Map.of(
                VerdictKind.TLS_RELAY, 9L,
                VerdictKind.VPN_CAMOUFLAGE, 3L,
                VerdictKind.KEY_COMPROMISE, 1L,
                VerdictKind.PROXY_SCRIPT, 5L));
    assertThat(
            TODAY.clusters().stream()
                .filter(cluster -> cluster.verdict() != VerdictKind.VPN_CAMOUFLAGE)
                .flatMap(cluster -> cluster.casts().stream()))
        .allMatch(cast -> cast.vpn() == VpnEvidence.NONE);
  }

  @Test
  void key_holders_share_no_backend_with_the_owner_and_genuine_hosts_share_one() {
    Map<Role, Set<String>> backends =
        casts()
            .flatMap(cast -> servers(cast).map(server -> Map.entry(cast.role(), server.backend())))
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));

    assertThat(backends.get(Role.GENUINE)).containsExactly("portal");
    assertThat(backends.get(Role.KEY_HOLDER)).containsExactly("thief");
  }

  @Test
  void names_are_reserved_ones_but_for_that_of_proxies_installers_and_of_well_known_sites() {
    assertThat(TODAY.leaves().stream().flatMap(leaf -> leaf.names().stream()))
        .allMatch(
            name ->
                name.endsWith(".example")
                    || name.equals("www.bing.com")
                    || LabScenario.UNRELATED_NAMES.contains(name));
  }

  @Test
  void unrelated_sites_are_bystanders_in_networks_of_their_own() {
    assertThat(TODAY.bystanders()).hasSize(LabScenario.UNRELATED_NAMES.size() + 1);
    assertThat(TODAY.everyone()).doesNotHaveDuplicates().hasSize(TODAY.size() + 3);
    assertThat(TODAY.leaves().stream().flatMap(leaf -> leaf.names().stream()))
        .containsAll(LabScenario.UNRELATED_NAMES);
  }

  @Test
  void few_sockets_are_enough_for_it() {
    assertThat(TODAY.size()).isLessThan(300);
  }

  @Test
  void same_seed_makes_the_same_scenario_and_another_seed_another() {
    assertThat(LabScenario.camouflage(1, 1, LabPorts.WELL_KNOWN)).isEqualTo(TODAY);
    assertThat(LabScenario.camouflage(1, 2, LabPorts.WELL_KNOWN)).isNotEqualTo(TODAY);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1.01, Double.NaN})
  void impossible_pace_is_refused(double pace) {
    assertThatThrownBy(() -> LabScenario.camouflage(pace, 1, LabPorts.WELL_KNOWN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Stream<Cast> casts() {
    return TODAY.clusters().stream().flatMap(cluster -> cluster.casts().stream());
  }

  private static Stream<TlsServer> servers(Cast cast) {
    return cast.hosts().stream()
        .flatMap(host -> host.ports().values().stream())
        .filter(TlsServer.class::isInstance)
        .map(TlsServer.class::cast);
  }
}
