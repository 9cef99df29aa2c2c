package dev.unmask.classify.evidence;

import static dev.unmask.classify.evidence.Sight.MICROSOFTS;
import static dev.unmask.classify.evidence.Sight.cluster;
import static dev.unmask.classify.evidence.Sight.see;
import static dev.unmask.classify.evidence.Sight.sign;
import static dev.unmask.classify.evidence.Sight.twin;
import static dev.unmask.classify.model.HostBuilder.aHost;
import static dev.unmask.classify.model.ProfileBuilder.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.classify.model.HostBuilder;
import dev.unmask.classify.model.Manners.RoundTrips;
import dev.unmask.classify.model.PortClass;
import dev.unmask.classify.model.ProfileBuilder;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.model.Speech;
import dev.unmask.classify.ruleset.Sign;
import org.junit.jupiter.api.Test;

/** Hosts outside the owner's networks, beside those inside. */
class TwinRulesTest {

  @Test
  void a_twin_is_a_host_inside_and_never_just_another_member() {
    assertThat(
            new TwinCompared().look(cluster(aProfile().with(50, aHost().alerting()), MICROSOFTS)))
        .isEmpty();
    assertThat(
            new TwinCompared()
                .look(
                    cluster(aProfile().with(50, aHost().alerting().inside("akamai")), MICROSOFTS)))
        .isEmpty();
  }

  @Test
  void those_who_behave_otherwise_than_every_twin_differ() {
    Finding finding =
        see(
            new TwinCompared(),
            aProfile()
                .with(30, aHost().handshakeRelay())
                .with(20, aHost().alerting().redirectingTo("microsoft", "00010002"))
                .with(10, aHost().liveness(Speech.Liveness.CLOSED))
                .with(5, aHost())
                .with(6, twin()));

    assertThat(finding.support()).isEqualTo(40);
    assertThat(finding.total()).isEqualTo(60);
    assertThat(sign(finding, Sign.SAME).support()).isEqualTo(20);
    assertThat(sign(finding, Sign.LEAF_AT_OWNER).support()).isEqualTo(6);
  }

  @Test
  void another_server_hello_counts_only_of_hosts_that_show_life() {
    Finding finding =
        see(
            new TwinCompared(),
            aProfile()
                .with(30, aHost().handshakeRelay().tls("0b0b0b0b"))
                .with(20, aHost().alerting().tls("0b0b0b0b"))
                .with(6, twin()));

    assertThat(sign(finding, Sign.SHAPE_UNLIKE).support()).isEqualTo(20);
    assertThat(sign(finding, Sign.SHAPE_UNLIKE).total()).isEqualTo(50);
  }

  @Test
  void another_server_hello_behind_a_balancer_counts_half_and_only_with_content_of_its_own() {
    HostBuilder balanced = aHost().alerting().tls("0b0b0b0b").roundTrips(RoundTrips.EXTRA_LEG);
    Finding finding =
        see(
            new TwinCompared(),
            aProfile()
                .with(20, balanced.answered(Speech.Answer.HTTP_SUCCESS, "0bad0001"))
                .with(30, balanced.answered(Speech.Answer.HTTP_ERROR, "04030000"))
                .with(3, twin().roundTrips(RoundTrips.NO_GAP)));

    assertThat(sign(finding, Sign.SHAPE_UNLIKE).support()).isEqualTo(20);
    assertThat(sign(finding, Sign.SHAPE_UNLIKE).factor()).isEqualTo(0.25);
  }

  @Test
  void a_difference_from_twins_that_all_differ_is_worth_nothing() {
    ProfileBuilder profile =
        aProfile().with(20, aHost().alerting().answered(Speech.Answer.HTTP_SUCCESS, "0bad0001"));
    for (int i = 0; i < 6; i++) {
      profile.with(1, twin().redirectingTo("microsoft", "000" + i + "0001").tls("0000000" + i));
    }

    assertThat(sign(see(new TwinCompared(), profile), Sign.SHAPE_UNLIKE).factor()).isZero();
    assertThat(sign(see(new ForeignContent(), profile), Sign.FOREIGN).factor()).isZero();
  }

  @Test
  void another_server_hello_is_worth_what_the_twins_asked_the_same_at_such_a_port_are() {
    ProfileBuilder profile =
        aProfile()
            .with(20, aHost().alerting().tls("1b0b0b0b"))
            .with(100, twin().tls("0a0a0a0a"))
            .with(100, twin().tls("1a0a0a0a").on(PortClass.LDAPS))
            .with(3, twin().tls("1a0a0a0a"));

    assertThat(sign(see(new TwinCompared(), profile), Sign.SHAPE_UNLIKE).support()).isEqualTo(20);
    assertThat(sign(see(new TwinCompared(), profile), Sign.SHAPE_UNLIKE).factor()).isEqualTo(0.5);
  }

  @Test
  void a_server_hello_is_not_unlike_twins_that_all_are_at_another_class_of_port() {
    Cluster cluster = cluster(aProfile().with(6, twin()), MICROSOFTS);

    assertThat(cluster.unlikeTwins(aHost().tls("0b0b0b0b").on(PortClass.LDAPS).build())).isFalse();
    assertThat(cluster.twinsAlike(aHost().on(PortClass.LDAPS).build())).isFalse();
  }

  @Test
  void a_relay_to_the_owners_server_at_another_port_is_like_a_twin() {
    Cluster cluster =
        cluster(
            aProfile().with(6, twin()).with(6, twin().tls("0c0c0c0c").on(PortClass.LDAPS)),
            MICROSOFTS);

    assertThat(cluster.unlikeTwins(aHost().on(PortClass.LDAPS).build())).isFalse();
    assertThat(cluster.unlikeTwins(aHost().tls("0b0b0b0b").on(PortClass.LDAPS).build())).isTrue();
  }

  @Test
  void a_server_hello_is_compared_with_those_of_twins_that_the_same_engine_asked() {
    Cluster cluster = cluster(aProfile().with(6, twin().tls("0a0a0a0a")), MICROSOFTS);

    assertThat(cluster.unlikeTwins(aHost().tls("0b0b0b0b").build())).isTrue();
    assertThat(cluster.unlikeTwins(aHost().tls("1b0b0b0b").build())).isFalse();
  }

  @Test
  void twins_whose_hashes_were_merged_away_make_no_content_foreign_and_no_stack_another() {
    HostBuilder relay = aHost().alerting().answered(Speech.Answer.HTTP_SUCCESS, "0bad0001");
    Signature merged = twin().build().coarse();
    Cluster cluster = cluster(aProfile().with(40, relay).with(6, merged), MICROSOFTS);

    assertThat(new ForeignContent().look(cluster).orElseThrow().support()).isZero();
    assertThat(cluster.unlikeTwins(relay.build())).isFalse();
    assertThat(cluster(aProfile().with(6, twin()), MICROSOFTS).unlikeTwins(merged)).isFalse();
  }
}
