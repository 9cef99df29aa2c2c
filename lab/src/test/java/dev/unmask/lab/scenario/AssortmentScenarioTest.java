package dev.unmask.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.avro.VerdictKind;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssortmentScenarioTest {
  private static final LabScenario FIRST = LabScenario.assortment(0.25, 1, LabPorts.WELL_KNOWN);

  @Test
  void same_seed_makes_the_same_scenario() {
    assertThat(LabScenario.assortment(0.25, 1, LabPorts.WELL_KNOWN)).isEqualTo(FIRST);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 3, 4})
  void another_seed_draws_other_numbers_of_hosts_for_the_same_clusters(long seed) {
    LabScenario other = LabScenario.assortment(0.25, seed, LabPorts.WELL_KNOWN);

    assertThat(ids(other)).isEqualTo(ids(FIRST));
    assertThat(sizes(other)).isNotEqualTo(sizes(FIRST));
    assertThat(other.size()).isLessThan(2_000);
  }

  @Test
  void every_kind_of_verdict_is_deserved_by_some_cluster() {
    Set<VerdictKind> deserved =
        FIRST.clusters().stream().map(Cluster::verdict).collect(Collectors.toSet());

    assertThat(deserved).containsAll(EnumSet.allOf(VerdictKind.class));
  }

  @Test
  void owners_are_named_once_with_all_that_is_known_of_them() {
    assertThat(FIRST.owners()).extracting(Owner::id).doesNotHaveDuplicates();
    assertThat(FIRST.owners().stream().filter(owner -> owner.id().equals("microsoft")))
        .singleElement()
        .satisfies(owner -> assertThat(owner.domains()).contains("microsoft.com", "bing.com"));
  }

  @Test
  void some_clusters_can_be_taken_out_of_it() {
    LabScenario some = FIRST.only(List.of("stolen", "nat"));

    assertThat(ids(some)).containsExactlyInAnyOrder("stolen", "nat");
    assertThat(FIRST.only(List.of())).isEqualTo(FIRST);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void some_hosts_of_some_clusters_have_another_clusters_certificate_until_they_change(long seed) {
    LabScenario drawn = LabScenario.assortment(0.25, seed, LabPorts.WELL_KNOWN);
    List<Cast> changing =
        drawn.clusters().stream()
            .flatMap(one -> one.casts().stream())
            .filter(this::changes)
            .toList();

    assertThat(changing).hasSizeBetween(4, 20);
    assertThat(changing.stream().flatMap(cast -> cast.hosts().stream()).map(LabHost::address))
        .containsExactlyInAnyOrderElementsOf(
            drawn.former().stream().map(LabHost::address).toList());
    assertThat(changing)
        .allSatisfy(cast -> assertThat(ids(drawn)).contains(cast.seen().orElseThrow().id()));
    assertThat(drawn.everyoneAtFirst().count()).isEqualTo(drawn.everyone().count());
    assertThat(drawn.everyoneAtFirst()).containsAll(drawn.former());
  }

  @Test
  void nobody_leads_to_a_host_that_changes() {
    Set<InetAddress> changing =
        FIRST.former().stream().map(LabHost::address).collect(Collectors.toSet());

    assertThat(
            Stream.concat(FIRST.everyone(), FIRST.former().stream())
                .flatMap(host -> host.ports().values().stream())
                .filter(Behaviour.Relay.class::isInstance)
                .map(relay -> ((Behaviour.Relay) relay).origin().getAddress()))
        .doesNotContainAnyElementsOf(changing);
  }

  @Test
  void who_led_to_a_cluster_that_is_left_out_still_leads_somewhere() {
    List<String> relays =
        FIRST.former().stream()
            .filter(host -> host.behaviour(host.tlsPort()).orElseThrow() instanceof Behaviour.Relay)
            .map(LabHost::ip)
            .toList();
    assertThat(relays).isNotEmpty();
    String cluster =
        FIRST.clusters().stream()
            .filter(one -> one.hosts().anyMatch(host -> relays.contains(host.ip())))
            .map(one -> one.leaf().id())
            .findFirst()
            .orElseThrow();

    LabScenario alone = FIRST.only(List.of(cluster));

    Set<InetAddress> there = alone.everyone().map(LabHost::address).collect(Collectors.toSet());
    assertThat(alone.former()).isNotEmpty();
    assertThat(alone.former())
        .allSatisfy(
            host ->
                assertThat(host.behaviour(host.tlsPort()).orElseThrow())
                    .isInstanceOfSatisfying(
                        Behaviour.Relay.class,
                        relay -> assertThat(there).contains(relay.origin().getAddress())));
  }

  @Test
  void a_cluster_that_it_has_not_is_refused_with_those_that_it_has() {
    assertThatThrownBy(() -> FIRST.only(List.of("nobody")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nobody")
        .hasMessageContaining("stolen");
  }

  private boolean changes(Cast cast) {
    return cast.name().endsWith("-changing");
  }

  private static List<String> ids(LabScenario scenario) {
    return scenario.clusters().stream().map(cluster -> cluster.leaf().id()).toList();
  }

  private static List<Long> sizes(LabScenario scenario) {
    return scenario.clusters().stream().map(cluster -> cluster.hosts().count()).toList();
  }
}
