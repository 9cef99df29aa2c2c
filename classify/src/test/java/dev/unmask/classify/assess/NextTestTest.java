package dev.unmask.classify.assess;

import static dev.unmask.classify.model.HostBuilder.aHost;
import static dev.unmask.classify.model.ProfileBuilder.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.evidence.Cluster;
import dev.unmask.classify.model.HostBuilder;
import dev.unmask.classify.model.Manners.Resumption;
import dev.unmask.classify.model.ProfileBuilder;
import dev.unmask.classify.model.Vpn;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which single further test would help most, and how many hosts of which tier are asked for. */
class NextTestTest {

  private static final Ruleset RULESET = Ruleset.builtIn();
  private static final Assess ASSESS = Scenarios.assess();

  private static Assessment assess(ProfileBuilder profile) {
    return ASSESS.of(profile.build(), Optional.of(Scenarios.updateCertificate()));
  }

  private static Optional<NextTest> next(
      ProfileBuilder profile, Map<VerdictKind, Double> posterior) {
    Cluster cluster =
        Cluster.of(
            profile.build(),
            Optional.of(Scenarios.updateCertificate()),
            OwnerCatalogue.builtIn(),
            RULESET);
    Decision decision =
        new Decision(VerdictKind.INCONCLUSIVE, 0, VerdictKind.TLS_RELAY, new TreeMap<>(posterior));
    return NextTest.of(cluster, decision, RULESET);
  }

  /** As the owner's caches and as full relays are, by the tests of the second tier. */
  private static HostBuilder cacheOrRelay() {
    return aHost()
        .alerting()
        .redirectingTo("microsoft", Sighted.CONTENT)
        .vpn(Vpn.Port1194.CLOSED, Vpn.OpenVpn.NOT_PROVED);
  }

  private static ProfileBuilder cachesOrRelays(int offered) {
    return aProfile()
        .with(200 - offered, cacheOrRelay())
        .with(offered, cacheOrRelay().resumption(Resumption.NOT_RESUMED))
        .with(6, Sighted.owners())
        .in(8075, 6)
        .spread(200, 40);
  }

  @Test
  void between_relay_and_cache_a_session_of_the_owners_tells_most() {
    Assessment assessment = assess(cachesOrRelays(0));

    assertThat(assessment.kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
    assertThat(assessment.explanation())
        .contains("What would help most: offering a TLS session begun at a host inside")
        .containsPattern("expected to tell 0\\.\\d\\d bits, by a sign that would speak most for");
  }

  @Test
  void what_would_change_the_verdict_is_asked_for_by_its_tier_until_a_sample_had_it() {
    assertThat(assess(cachesOrRelays(0)).wanted()).containsEntry(3, 32L).containsEntry(4, 8L);
    assertThat(assess(cachesOrRelays(20)).wanted()).containsEntry(3, 32L);
    ProfileBuilder sampled =
        aProfile()
            .with(176, cacheOrRelay())
            .with(24, Sighted.nat().resumption(Resumption.NOT_RESUMED))
            .with(6, Sighted.owners())
            .in(8075, 6)
            .spread(200, 40);
    assertThat(assess(sampled).wanted()).doesNotContainKeys(3, 4);
  }

  @Test
  void where_nothing_would_change_the_verdict_nothing_is_asked_for() {
    assertThat(assess(Scenarios.theCase()).wanted()).isEmpty();
    assertThat(assess(Scenarios.genuine(2_000)).wanted()).isEmpty();
    assertThat(assess(Scenarios.onTheCdn(2_000)).wanted()).isEmpty();
  }

  @Test
  void of_a_cluster_that_nobody_looked_at_the_higher_tiers_are_too_early() {
    assertThat(assess(Scenarios.relaysWithoutVpn(3, 0)).wanted()).containsOnlyKeys(2);
    assertThat(assess(Scenarios.unreachable(600)).wanted()).containsOnlyKeys(2);
  }

  @Test
  void what_a_test_would_tell_is_weighed_by_what_is_still_open() {
    Map<VerdictKind, Double> open =
        Map.of(VerdictKind.TLS_RELAY, 0.5, VerdictKind.SHARED_SERVICE, 0.5);
    Map<VerdictKind, Double> decided =
        Map.of(VerdictKind.TLS_RELAY, 0.99, VerdictKind.SHARED_SERVICE, 0.01);

    NextTest whenOpen = next(cachesOrRelays(0), open).orElseThrow();
    NextTest whenDecided = next(cachesOrRelays(0), decided).orElseThrow();

    assertThat(whenOpen.test()).isEqualTo(FurtherTest.RESUMPTION);
    assertThat(whenOpen.gain()).isBetween(0.2, 1.0);
    assertThat(whenDecided.gain()).isBetween(0.0, 0.01);
  }

  /** Relays with a VPN and without are one family: what tells them apart is no gain. */
  @Test
  void to_tell_kin_apart_helps_nobody() {
    Map<VerdictKind, Double> kin =
        Map.of(VerdictKind.TLS_RELAY, 0.5, VerdictKind.VPN_CAMOUFLAGE, 0.5);

    assertThat(next(cachesOrRelays(0), kin)).isEmpty();
  }

  @Test
  void without_anybody_to_test_no_test_helps() {
    Map<VerdictKind, Double> open =
        Map.of(VerdictKind.TLS_RELAY, 0.5, VerdictKind.KEY_COMPROMISE, 0.5);

    assertThat(next(Scenarios.genuine(50), open)).isEmpty();
    assertThat(next(aProfile(), open)).isEmpty();
  }
}
