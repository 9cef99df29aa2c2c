package dev.unmask.classify.evidence;

import static dev.unmask.classify.model.HostBuilder.aHost;
import static dev.unmask.classify.model.ProfileBuilder.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.model.HostBuilder;
import dev.unmask.classify.model.Manners.FirstBytes;
import dev.unmask.classify.model.Manners.HalfClose;
import dev.unmask.classify.model.Manners.PlainHttp;
import dev.unmask.classify.model.Manners.Resumption;
import dev.unmask.classify.model.Manners.RoundTrips;
import dev.unmask.classify.model.Manners.SniMatrix;
import dev.unmask.classify.model.PortClass;
import dev.unmask.classify.model.ProfileBuilder;
import dev.unmask.classify.model.Speech;
import dev.unmask.classify.model.Vpn;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.classify.ruleset.Sign;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the tests of the higher tiers show: positives only, and by the measure of the twins. */
class PathRulesTest {

  private static final String OWNER = "microsoft";

  private static Optional<CertificateSummary> naming(String name) {
    return Optional.of(
        new CertificateSummary(
            "CN=" + name,
            "CN=ca",
            List.of(name),
            "",
            "RSA",
            2048,
            Optional.empty(),
            Optional.empty(),
            false));
  }

  private static Cluster cluster(ProfileBuilder profile) {
    return cluster(profile, "www.update.microsoft.com");
  }

  private static Cluster cluster(ProfileBuilder profile, String name) {
    return Cluster.of(profile.build(), naming(name), OwnerCatalogue.builtIn(), Ruleset.builtIn());
  }

  private static HostBuilder twin() {
    return aHost().inside(OWNER).alerting().redirectingTo(OWNER, "00010002");
  }

  private static HostBuilder likeTwin() {
    return aHost().alerting().redirectingTo(OWNER, "00010002");
  }

  private static Observed sign(Rule rule, ProfileBuilder profile, Sign sign) {
    return rule.look(cluster(profile)).orElseThrow().signs().stream()
        .filter(one -> one.sign() == sign)
        .findFirst()
        .orElseThrow();
  }

  private static boolean shows(Rule rule, ProfileBuilder profile, Sign sign) {
    Observed one = sign(rule, profile, sign);
    return one.support() > 0 && one.factor() > 0;
  }

  @Test
  void what_was_not_tested_is_no_evidence_of_the_path() {
    ProfileBuilder untested = aProfile().with(20, likeTwin()).with(3, twin());

    assertThat(
            List.of(
                new SessionResumed(),
                new RoundTripsSplit(),
                new HalfCloseLost(),
                new SniDependent(),
                new FirstBytesCompared(),
                new OpenVpnClosePattern(),
                new PortShared()))
        .allSatisfy(rule -> assertThat(rule.look(cluster(untested))).isEmpty());
  }

  @Test
  void a_session_of_the_owners_resumed_outside_is_one_backend() {
    ProfileBuilder profile =
        aProfile()
            .with(9, aHost().resumption(Resumption.RESUMED_FROM_OWNER))
            .with(1, aHost().resumption(Resumption.NOT_RESUMED));

    Finding finding = new SessionResumed().look(cluster(profile)).orElseThrow();

    assertThat(finding.support()).isEqualTo(9);
    assertThat(finding.total()).isEqualTo(10);
    assertThat(sign(new SessionResumed(), profile, Sign.RESUMED_OWNERS).support()).isEqualTo(9);
    assertThat(finding.statement()).contains("9 outside the owner's networks resumed one begun");
  }

  @Test
  void resumption_says_nothing_without_ownership() {
    ProfileBuilder agents =
        aProfile()
            .with(9, aHost().inside("akamai").resumption(Resumption.RESUMED_FROM_OWNER))
            .with(9, aHost().inside(OWNER).resumption(Resumption.RESUMED_FROM_OWNER));
    ProfileBuilder others = aProfile().with(9, aHost().resumption(Resumption.RESUMED_FROM_OTHER));
    ProfileBuilder nobodys = aProfile().with(9, aHost().resumption(Resumption.RESUMED_FROM_OWNER));

    assertThat(shows(new SessionResumed(), agents, Sign.RESUMED_OWNERS)).isFalse();
    assertThat(shows(new SessionResumed(), others, Sign.RESUMED_OWNERS)).isFalse();
    assertThat(
            new SessionResumed().look(cluster(nobodys, "router.example")).orElseThrow().support())
        .isZero();
  }

  @Test
  void a_refusal_weighs_only_where_the_twins_resume_each_others() {
    HostBuilder refusing = aHost().alerting().resumption(Resumption.REFUSED_OWNERS);
    HostBuilder closing =
        aHost().liveness(Speech.Liveness.CLOSED).resumption(Resumption.REFUSED_OWNERS);
    ProfileBuilder alone = aProfile().with(9, refusing);
    ProfileBuilder keeping =
        aProfile().with(9, refusing).with(3, twin().resumption(Resumption.REFUSED_OWNERS));
    ProfileBuilder sharing =
        aProfile().with(9, refusing).with(3, twin().resumption(Resumption.RESUMED_FROM_OWNER));

    assertThat(shows(new SessionResumed(), alone, Sign.REFUSED_OWNERS)).isFalse();
    assertThat(shows(new SessionResumed(), keeping, Sign.REFUSED_OWNERS)).isFalse();
    assertThat(shows(new SessionResumed(), sharing, Sign.REFUSED_OWNERS)).isTrue();
    assertThat(
            shows(
                new SessionResumed(),
                aProfile()
                    .with(9, closing)
                    .with(3, twin().resumption(Resumption.RESUMED_FROM_OWNER)),
                Sign.REFUSED_OWNERS))
        .isFalse();
  }

  @Test
  void a_refusal_weighs_only_where_twins_at_such_a_port_resume_each_others() {
    HostBuilder refusing = aHost().alerting().resumption(Resumption.REFUSED_OWNERS);
    HostBuilder sharing = twin().resumption(Resumption.RESUMED_FROM_OWNER);
    ProfileBuilder elsewhere =
        aProfile().with(9, refusing).with(3, sharing.on(PortClass.LDAPS)).with(3, twin());

    assertThat(shows(new SessionResumed(), elsewhere, Sign.REFUSED_OWNERS)).isFalse();
  }

  @Test
  void a_leg_more_counts_by_the_share_of_twins_without_one() {
    HostBuilder leg = aHost().roundTrips(RoundTrips.EXTRA_LEG);
    ProfileBuilder keyless =
        aProfile().with(9, leg).with(3, twin().roundTrips(RoundTrips.EXTRA_LEG));
    ProfileBuilder direct = aProfile().with(9, leg).with(3, twin().roundTrips(RoundTrips.NO_GAP));

    assertThat(sign(new RoundTripsSplit(), keyless, Sign.EXTRA_LEG).factor()).isZero();
    assertThat(sign(new RoundTripsSplit(), direct, Sign.EXTRA_LEG).factor()).isEqualTo(1);
    assertThat(shows(new RoundTripsSplit(), aProfile().with(9, leg), Sign.EXTRA_LEG_WITHOUT_TWIN))
        .isTrue();
  }

  @Test
  void no_gap_is_no_evidence() {
    ProfileBuilder beside =
        aProfile()
            .with(9, aHost().roundTrips(RoundTrips.NO_GAP))
            .with(3, twin().roundTrips(RoundTrips.NO_GAP));

    assertThat(new RoundTripsSplit().look(cluster(beside)).orElseThrow().signs())
        .allMatch(one -> one.support() == 0);
  }

  @Test
  void a_lost_flight_counts_only_against_a_twin_that_sends_its_own() {
    HostBuilder losing = aHost().halfClose(HalfClose.FLIGHT_LOST);
    ProfileBuilder alone = aProfile().with(9, losing);
    ProfileBuilder aborting =
        aProfile().with(9, losing).with(3, twin().halfClose(HalfClose.FLIGHT_LOST));
    ProfileBuilder sending =
        aProfile().with(9, losing).with(3, twin().halfClose(HalfClose.FLIGHT_CAME));

    assertThat(shows(new HalfCloseLost(), alone, Sign.FLIGHT_LOST)).isFalse();
    assertThat(shows(new HalfCloseLost(), aborting, Sign.FLIGHT_LOST)).isFalse();
    assertThat(shows(new HalfCloseLost(), sending, Sign.FLIGHT_LOST)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = HalfClose.class,
      names = {"FLIGHT_CAME", "OTHERWISE"})
  void a_flight_that_came_or_another_answer_is_no_evidence(HalfClose drawn) {
    ProfileBuilder profile =
        aProfile()
            .with(9, aHost().halfClose(drawn))
            .with(3, twin().halfClose(HalfClose.FLIGHT_CAME));

    assertThat(shows(new HalfCloseLost(), profile, Sign.FLIGHT_LOST)).isFalse();
  }

  @Test
  void an_open_proxy_shows_a_strangers_certificate_where_the_twin_refuses_the_name() {
    HostBuilder open = aHost().names(SniMatrix.ITS_OWN_FOR_ALL);
    ProfileBuilder refusing =
        aProfile().with(9, open).with(3, twin().names(SniMatrix.REFUSES_OTHERS));
    ProfileBuilder takingAll =
        aProfile().with(9, open).with(3, twin().names(SniMatrix.SAME_FOR_ALL));
    ProfileBuilder aCdn = aProfile().with(9, open).with(3, twin().names(SniMatrix.ITS_OWN_FOR_ALL));
    ProfileBuilder servingOneOfThem =
        aProfile().with(9, open).with(3, twin().names(SniMatrix.ITS_OWN_FOR_SOME));

    assertThat(shows(new SniDependent(), refusing, Sign.OPENS_NAMES)).isTrue();
    assertThat(shows(new SniDependent(), takingAll, Sign.OPENS_NAMES)).isTrue();
    assertThat(shows(new SniDependent(), aCdn, Sign.OPENS_NAMES)).isFalse();
    assertThat(shows(new SniDependent(), servingOneOfThem, Sign.OPENS_NAMES)).isTrue();
    assertThat(shows(new SniDependent(), aProfile().with(9, open), Sign.OPENS_NAMES)).isFalse();
  }

  @Test
  void one_strangers_certificate_of_a_cdn_is_no_open_proxy() {
    ProfileBuilder profile =
        aProfile()
            .with(9, aHost().names(SniMatrix.ITS_OWN_FOR_SOME))
            .with(3, twin().names(SniMatrix.ITS_OWN_FOR_SOME));

    assertThat(shows(new SniDependent(), profile, Sign.OPENS_NAMES)).isFalse();
    assertThat(shows(new SniDependent(), profile, Sign.OTHER_CERTIFICATES)).isTrue();
  }

  @Test
  void a_filter_refuses_what_every_twin_takes() {
    HostBuilder filter = aHost().names(SniMatrix.REFUSES_OTHERS);
    ProfileBuilder taking =
        aProfile().with(9, filter).with(3, twin().names(SniMatrix.SAME_FOR_ALL));
    ProfileBuilder mixed =
        aProfile()
            .with(9, filter)
            .with(3, twin().names(SniMatrix.SAME_FOR_ALL))
            .with(1, twin().names(SniMatrix.REFUSES_OTHERS));

    assertThat(shows(new SniDependent(), taking, Sign.FILTERS_NAMES)).isTrue();
    assertThat(shows(new SniDependent(), mixed, Sign.FILTERS_NAMES)).isFalse();
  }

  @Test
  void a_parser_that_no_twin_has_is_in_front_where_the_host_speaks_as_a_twin() {
    HostBuilder twin = twin().firstBytes(FirstBytes.HELD, PlainHttp.HTTP);
    ProfileBuilder relay =
        aProfile().with(9, likeTwin().firstBytes(FirstBytes.CLOSED, PlainHttp.HTTP)).with(3, twin);
    ProfileBuilder somebody =
        aProfile()
            .with(9, aHost().alerting().firstBytes(FirstBytes.HELD, PlainHttp.TLS_ALERT))
            .with(3, twin);

    assertThat(shows(new FirstBytesCompared(), relay, Sign.PARSER_IN_FRONT)).isTrue();
    assertThat(shows(new FirstBytesCompared(), relay, Sign.OTHER_PARSER)).isFalse();
    assertThat(shows(new FirstBytesCompared(), somebody, Sign.PARSER_IN_FRONT)).isFalse();
    assertThat(shows(new FirstBytesCompared(), somebody, Sign.OTHER_PARSER)).isTrue();
  }

  @Test
  void first_bytes_are_compared_with_twins_at_such_a_port_and_in_such_a_test_only() {
    HostBuilder closing = likeTwin().firstBytes(FirstBytes.CLOSED, PlainHttp.NOT_TESTED);
    ProfileBuilder otherPort =
        aProfile()
            .with(9, closing)
            .with(3, twin().on(PortClass.LDAPS).firstBytes(FirstBytes.HELD, PlainHttp.CLOSED));
    ProfileBuilder otherTest =
        aProfile()
            .with(9, closing)
            .with(3, twin().firstBytes(FirstBytes.NOT_TESTED, PlainHttp.HTTP));
    ProfileBuilder oneTwinDoesSo =
        aProfile()
            .with(9, closing)
            .with(3, twin().firstBytes(FirstBytes.HELD, PlainHttp.HTTP))
            .with(1, twin().firstBytes(FirstBytes.CLOSED, PlainHttp.HTTP));

    assertThat(List.of(otherPort, otherTest, oneTwinDoesSo))
        .allSatisfy(
            profile ->
                assertThat(new FirstBytesCompared().look(cluster(profile)).orElseThrow().support())
                    .isZero());
  }

  @Test
  void a_close_pattern_is_a_parser_with_a_hidden_key_and_no_proof() {
    ProfileBuilder profile =
        aProfile()
            .with(6, aHost().vpn(Vpn.Port1194.OPEN, Vpn.OpenVpn.BEHIND_KEY))
            .with(3, aHost().noVpn().portShare(Vpn.PortShare.BEHIND_KEY))
            .with(2, aHost().openVpn().portShare(Vpn.PortShare.BEHIND_KEY));

    Finding finding = new OpenVpnClosePattern().look(cluster(profile)).orElseThrow();

    assertThat(finding.support()).isEqualTo(9);
    assertThat(finding.statement()).contains("not proved by an answer");
    assertThat(new OpenVpnAnswered().look(cluster(profile)).orElseThrow().support()).isEqualTo(2);
  }

  @Test
  void a_hidden_key_on_either_port_is_vpn_enough_not_to_be_without() {
    ProfileBuilder hidden =
        aProfile().with(20, aHost().noVpn().portShare(Vpn.PortShare.BEHIND_KEY));

    assertThat(sign(new Port1194Open(), hidden, Sign.NO_VPN).factor()).isZero();
  }

  @Test
  void a_shared_port_says_whether_it_is_proved_that_tls_is_passed_on() {
    ProfileBuilder profile =
        aProfile()
            .with(4, aHost().portShare(Vpn.PortShare.SHARED).halfClose(HalfClose.FLIGHT_LOST))
            .with(5, aHost().portShare(Vpn.PortShare.SHARED))
            .with(3, twin().halfClose(HalfClose.FLIGHT_CAME));

    Finding finding = new PortShared().look(cluster(profile)).orElseThrow();

    assertThat(finding.support()).isEqualTo(9);
    assertThat(finding.statement()).contains("on 4 of these it is proved besides");
  }

  @Test
  void http_on_a_port_of_ldap_was_no_question() {
    HostBuilder ldap = aHost().on(PortClass.LDAPS).liveness(Speech.Liveness.HELD).silent();

    assertThat(new NoApplicationData().look(cluster(aProfile().with(50, ldap)))).isEmpty();
  }
}
