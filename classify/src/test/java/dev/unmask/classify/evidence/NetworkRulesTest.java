package dev.unmask.classify.evidence;

import static dev.unmask.classify.evidence.Sight.MICROSOFTS;
import static dev.unmask.classify.evidence.Sight.NOBODYS;
import static dev.unmask.classify.evidence.Sight.cluster;
import static dev.unmask.classify.evidence.Sight.naming;
import static dev.unmask.classify.evidence.Sight.see;
import static dev.unmask.classify.evidence.Sight.sign;
import static dev.unmask.classify.model.HostBuilder.aHost;
import static dev.unmask.classify.model.ProfileBuilder.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.model.Reach;
import dev.unmask.classify.ruleset.Sign;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where the hosts of a cluster stand, and in whose networks. */
class NetworkRulesTest {

  @Test
  void many_networks_counts_hosts_outside_the_largest() {
    Finding finding =
        see(new ManyNetworks(), aProfile().with(10, aHost()).in(1, 4).in(2, 3).in(3, 3));

    assertThat(finding.support()).isEqualTo(6);
    assertThat(finding.statement())
        .isEqualTo("10 hosts stand in 3 networks and 1 country; the largest network holds 4.");
  }

  @Test
  void without_networks_there_is_nothing_to_say_of_them() {
    assertThat(new ManyNetworks().look(cluster(aProfile().with(10, aHost()), MICROSOFTS)))
        .isEmpty();
  }

  @Test
  void outside_owner_tells_own_networks_agents_and_others_apart() {
    Finding finding =
        see(
            new OutsideOwner(),
            aProfile()
                .with(5, aHost())
                .with(3, aHost().inside("microsoft"))
                .with(2, aHost().inside("akamai")));

    assertThat(finding.support()).isEqualTo(5);
    assertThat(finding.total()).isEqualTo(10);
    assertThat(sign(finding, Sign.INSIDE).support()).isEqualTo(3);
    assertThat(sign(finding, Sign.AGENT).support()).isEqualTo(2);
    assertThat(finding.statement())
        .isEqualTo(
            "5 of 10 hosts are outside the networks of Microsoft and its agents; 3 are inside its"
                + " own, 2 inside its agents'.");
  }

  @Test
  void a_host_inside_known_from_its_banner_has_not_used_the_key_there() {
    Finding finding =
        see(
            new OutsideOwner(),
            aProfile()
                .with(3, aHost().inside("microsoft").passive(Reach.PassiveReason.PROBING_OFF)));

    assertThat(sign(finding, Sign.INSIDE).support()).isZero();
    assertThat(sign(finding, Sign.INSIDE_UNTESTED).support()).isEqualTo(3);
  }

  @Test
  void a_mute_host_in_an_agents_network_is_a_tenant_not_the_agent() {
    Finding finding =
        see(new OutsideOwner(), aProfile().with(9, aHost().inside("akamai").handshakeRelay()));

    assertThat(finding.support()).isEqualTo(9);
    assertThat(sign(finding, Sign.AGENT).support()).isZero();
  }

  @Test
  void whose_networks_they_are_is_not_asked_of_nobodys_certificate() {
    assertThat(new OutsideOwner().look(cluster(aProfile().with(5, aHost()), NOBODYS))).isEmpty();
    assertThat(new OutsideOwner().look(cluster(aProfile().with(5, aHost()), Optional.empty())))
        .isEmpty();
  }

  /** Of samsung the catalogue knows no network of its own: "outside" would be everybody. */
  @Test
  void nobody_is_outside_networks_that_are_not_known() {
    Optional<CertificateSummary> samsungs = Optional.of(naming("www.samsung.com", false, "RSA", 1));

    assertThat(new OutsideOwner().look(cluster(aProfile().with(5, aHost()), samsungs))).isEmpty();
    Finding withAgents =
        new OutsideOwner()
            .look(cluster(aProfile().with(5, aHost()).with(5, aHost().inside("akamai")), samsungs))
            .orElseThrow();
    assertThat(withAgents.signs()).noneMatch(one -> one.sign() == Sign.OUTSIDE);
  }

  @Test
  void a_banner_that_disagrees_is_told() {
    Finding finding =
        see(
            new BannerDisagrees(),
            aProfile().with(3, aHost().banner(Reach.BannerAgreement.DISAGREES)).with(4, aHost()));

    assertThat(finding.support()).isEqualTo(3);
    assertThat(finding.total()).isEqualTo(7);
  }

  @Test
  void an_empty_cluster_shows_nothing() {
    assertThat(Rules.findings(cluster(aProfile(), MICROSOFTS))).isEmpty();
  }
}
