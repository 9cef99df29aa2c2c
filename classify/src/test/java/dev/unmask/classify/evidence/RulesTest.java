package dev.unmask.classify.evidence;

import static dev.unmask.classify.model.HostBuilder.aHost;
import static dev.unmask.classify.model.ProfileBuilder.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.model.Chain;
import dev.unmask.classify.model.HostBuilder;
import dev.unmask.classify.model.Manners.RoundTrips;
import dev.unmask.classify.model.PortClass;
import dev.unmask.classify.model.ProfileBuilder;
import dev.unmask.classify.model.Reach;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.model.Speech;
import dev.unmask.classify.model.Vpn;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.classify.ruleset.Sign;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RulesTest {

  private static final OwnerCatalogue OWNERS = OwnerCatalogue.builtIn();
  private static final Ruleset RULESET = Ruleset.builtIn();

  private static CertificateSummary naming(
      String name, boolean selfSigned, String keyType, int years) {
    Instant begin = Instant.parse("2020-01-01T00:00:00Z");
    return new CertificateSummary(
        "CN=" + name,
        "CN=ca",
        List.of(name),
        "",
        keyType,
        256,
        Optional.of(begin),
        Optional.of(begin.plusSeconds(years * 31_557_600L)),
        selfSigned);
  }

  private static final Optional<CertificateSummary> MICROSOFTS =
      Optional.of(naming("www.update.microsoft.com", false, "RSA", 1));
  private static final Optional<CertificateSummary> NOBODYS =
      Optional.of(naming("router.local", false, "RSA", 1));

  private static Cluster cluster(ProfileBuilder profile, Optional<CertificateSummary> certificate) {
    return Cluster.of(profile.build(), certificate, OWNERS, RULESET);
  }

  private static Finding see(Rule rule, ProfileBuilder profile) {
    return rule.look(cluster(profile, MICROSOFTS)).orElseThrow();
  }

  private static Observed sign(Finding finding, Sign sign) {
    return finding.signs().stream().filter(one -> one.sign() == sign).findFirst().orElseThrow();
  }

  private static boolean has(Finding finding, Sign sign) {
    return finding.signs().stream()
        .anyMatch(one -> one.sign() == sign && one.support() > 0 && one.factor() > 0);
  }

  private static HostBuilder twin() {
    return aHost().inside("microsoft").alerting().redirectingTo("microsoft", "00010002");
  }

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
  void handshake_completed_counts_probed_hosts_only() {
    Finding finding =
        see(
            new HandshakeCompleted(),
            aProfile()
                .with(7, aHost())
                .with(2, aHost().certificateOnly())
                .with(1, aHost().failed(Reach.TlsOutcome.CONNECTION_REFUSED))
                .with(4, aHost().passive(Reach.PassiveReason.PROBING_OFF)));

    assertThat(finding.support()).isEqualTo(7);
    assertThat(finding.total()).isEqualTo(10);
    assertThat(finding.statement())
        .startsWith("7 of 10 hosts that were probed completed the TLS handshake");
  }

  @Test
  void liveness_names_each_result_for_itself() {
    Finding finding =
        see(
            new LivenessShown(),
            aProfile()
                .with(8_225, aHost().held())
                .with(6, aHost().alerting())
                .with(2, aHost().liveness(Speech.Liveness.CLOSED))
                .with(3, aHost().liveness(Speech.Liveness.RESET))
                .with(1, aHost().liveness(Speech.Liveness.ORDERLY))
                .with(9, aHost()));

    assertThat(finding.support()).isEqualTo(8_225);
    assertThat(finding.total()).isEqualTo(8_237);
    assertThat(finding.statement())
        .isEqualTo(
            "A forged record after the handshake was sent to 8,237 hosts: 8,225 held the connection"
                + " open in silence, 6 answered with an encrypted alert, 1 answered an orderly"
                + " close with theirs, 5 closed or reset it without a word.");
  }

  @Test
  void a_close_without_a_word_is_no_sign() {
    Finding finding =
        see(new LivenessShown(), aProfile().with(50, aHost().liveness(Speech.Liveness.CLOSED)));

    assertThat(finding.signs()).allMatch(one -> one.support() == 0);
  }

  @Test
  void holding_is_no_sign_where_the_twins_hold_too() {
    ProfileBuilder relays = aProfile().with(50, aHost().held());

    assertThat(has(see(new LivenessShown(), relays.with(4, twin())), Sign.HELD)).isTrue();
    assertThat(
            has(
                see(
                    new LivenessShown(),
                    aProfile()
                        .with(50, aHost().held())
                        .with(4, aHost().inside("microsoft").held().silent())),
                Sign.HELD))
        .isFalse();
    assertThat(
            has(
                see(new LivenessShown(), aProfile().with(50, aHost().held())),
                Sign.HELD_WITHOUT_TWIN))
        .isTrue();
  }

  @Test
  void holding_counts_only_of_hosts_outside() {
    Finding finding =
        see(new LivenessShown(), aProfile().with(50, aHost().inside("microsoft").held()));

    assertThat(finding.support()).isEqualTo(50);
    assertThat(finding.signs()).allMatch(one -> one.support() == 0);
  }

  @Test
  void a_handful_outside_says_nothing_of_the_cluster() {
    Finding finding =
        see(new LivenessShown(), aProfile().with(1_000, twin()).with(4, aHost().held()));

    assertThat(finding.signs()).allMatch(one -> one.support() == 0);
  }

  @Test
  void no_application_data_has_the_cases_figures() {
    Finding finding =
        see(
            new NoApplicationData(),
            aProfile().with(8_225, aHost().handshakeRelay()).with(6, twin()));

    assertThat(finding.support()).isEqualTo(8_225);
    assertThat(finding.total()).isEqualTo(8_231);
    assertThat(finding.statement())
        .startsWith(
            "8,225 of 8,231 hosts completed the handshake and then sent no application data");
    assertThat(sign(finding, Sign.SILENT).factor()).isEqualTo(1);
  }

  @Test
  void silence_of_a_host_that_is_alive_is_not_counted() {
    Finding finding =
        see(
            new NoApplicationData(),
            aProfile().with(50, aHost().alerting().silent()).with(6, twin()));

    assertThat(finding.support()).isZero();
  }

  /** Without the keys a request and a forged record are opaque alike. */
  @ParameterizedTest
  @EnumSource(
      value = Speech.Liveness.class,
      names = {"CLOSED", "RESET"})
  void silence_of_a_host_that_ends_the_connection_at_a_forged_record_alone_is_not_counted(
      Speech.Liveness ended) {
    Finding finding =
        see(
            new NoApplicationData(),
            aProfile().with(50, aHost().liveness(ended).silent()).with(6, twin()));

    assertThat(finding.support()).isZero();
  }

  @Test
  void silence_is_no_sign_where_the_twins_are_silent_too() {
    Finding finding =
        see(
            new NoApplicationData(),
            aProfile()
                .with(50, aHost().handshakeRelay())
                .with(6, aHost().inside("microsoft").alerting().silent()));

    assertThat(has(finding, Sign.SILENT)).isFalse();
  }

  @Test
  void silence_weighs_less_as_more_twins_are_silent() {
    Finding finding =
        see(
            new NoApplicationData(),
            aProfile()
                .with(50, aHost().handshakeRelay())
                .with(3, aHost().inside("microsoft").alerting().silent())
                .with(1, twin()));

    assertThat(sign(finding, Sign.SILENT).factor()).isEqualTo(0.5);
  }

  @Test
  void an_ldap_servers_silence_is_nothing() {
    var ldaps = aProfile().with(50, aHost().on(PortClass.LDAPS).held().listenedTo());

    assertThat(new NoApplicationData().look(cluster(ldaps, MICROSOFTS))).isEmpty();
  }

  @Test
  void a_close_is_not_silence() {
    Finding finding =
        see(
            new NoApplicationData(),
            aProfile().with(50, aHost().answered(Speech.Answer.CLOSED, "")).with(6, twin()));

    assertThat(finding.support()).isZero();
  }

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
  void foreign_content_needs_a_twin_that_was_asked_the_same_and_answered() {
    HostBuilder foreign = aHost().alerting().answered(Speech.Answer.HTTP_SUCCESS, "0bad0001");

    assertThat(see(new ForeignContent(), aProfile().with(40, foreign).with(6, twin())).support())
        .isEqualTo(40);
    assertThat(new ForeignContent().look(cluster(aProfile().with(40, foreign), MICROSOFTS)))
        .isEmpty();
    assertThat(
            new ForeignContent()
                .look(
                    cluster(
                        aProfile().with(40, foreign).with(6, twin().on(PortClass.OTHER)),
                        MICROSOFTS)))
        .isEmpty();
    assertThat(
            new ForeignContent()
                .look(
                    cluster(
                        aProfile()
                            .with(40, foreign)
                            .with(6, aHost().inside("microsoft").alerting().silent()),
                        MICROSOFTS)))
        .isEmpty();
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

  @Test
  void a_server_hello_is_compared_with_those_of_twins_that_the_same_engine_asked() {
    Cluster cluster = cluster(aProfile().with(6, twin().tls("0a0a0a0a")), MICROSOFTS);

    assertThat(cluster.unlikeTwins(aHost().tls("0b0b0b0b").build())).isTrue();
    assertThat(cluster.unlikeTwins(aHost().tls("1b0b0b0b").build())).isFalse();
  }

  @Test
  void an_error_page_is_never_foreign_content_nor_is_a_redirect_to_the_owner() {
    Finding finding =
        see(
            new ForeignContent(),
            aProfile()
                .with(40, aHost().answered(Speech.Answer.HTTP_ERROR, "0bad0000"))
                .with(40, aHost().redirectingTo("microsoft", "0bad0001"))
                .with(40, aHost().silent())
                .with(6, twin()));

    assertThat(finding.support()).isZero();
    assertThat(finding.total()).isEqualTo(120);
  }

  @Test
  void a_twins_content_from_another_server_is_neither_foreign_nor_the_owners() {
    ProfileBuilder cdn =
        aProfile()
            .with(40, aHost().alerting().answered(Speech.Answer.HTTP_SUCCESS, "00070009"))
            .with(6, twin().answered(Speech.Answer.HTTP_SUCCESS, "00070008"));

    assertThat(see(new ForeignContent(), cdn).support()).isZero();
    assertThat(sign(see(new OwnerContent(), cdn), Sign.OWNER_CONTENT_OUTSIDE).support()).isZero();
  }

  @Test
  void an_answer_with_nothing_distinctive_is_nobodys() {
    ProfileBuilder blank =
        aProfile()
            .with(40, aHost().alerting().answered(Speech.Answer.HTTP_SUCCESS, "00070000"))
            .with(6, twin().answered(Speech.Answer.HTTP_SUCCESS, "00070000"));

    assertThat(see(new OwnerContent(), blank).support()).isZero();
    assertThat(see(new ForeignContent(), blank).support()).isZero();
  }

  @Test
  void anybody_can_redirect_to_the_owner() {
    HostBuilder redirecting = aHost().alerting().redirectingTo("microsoft", "0bad0001");
    Finding beside = see(new OwnerContent(), aProfile().with(40, redirecting).with(6, twin()));
    Finding alone = see(new OwnerContent(), aProfile().with(40, redirecting));

    assertThat(sign(beside, Sign.OWNER_CONTENT_OUTSIDE).support()).isZero();
    assertThat(sign(beside, Sign.OWNER_REDIRECT_WITHOUT_TWIN).support()).isZero();
    assertThat(sign(alone, Sign.OWNER_REDIRECT_WITHOUT_TWIN).support()).isEqualTo(40);
  }

  @Test
  void what_the_owners_servers_are_known_to_answer_is_its_content_where_no_twin_was_asked() {
    HostBuilder expected = aHost().alerting().answeringAsKnownOf("akamai", "0001aaaa");
    HostBuilder others = aHost().alerting().answeringAsKnownOf("google", "0001aaaa");

    Finding alone = see(new OwnerContent(), aProfile().with(10, expected).with(5, others));
    Finding beside = see(new OwnerContent(), aProfile().with(10, expected).with(2, twin()));

    assertThat(sign(alone, Sign.OWNER_REDIRECT_WITHOUT_TWIN).support()).isEqualTo(10);
    assertThat(alone.support()).isEqualTo(10);
    assertThat(alone.statement()).contains("10 more answered as its servers");
    assertThat(has(beside, Sign.OWNER_REDIRECT_WITHOUT_TWIN)).isFalse();
    assertThat(beside.statement()).doesNotContain("more answered");
  }

  @Test
  void what_the_owners_servers_are_known_to_answer_is_foreign_only_by_another_server_hello() {
    HostBuilder known = aHost().alerting().answeringAsKnownOf("akamai", "0002aaaa");
    HostBuilder twin = twin().tls("00000001");

    assertThat(foreign(aProfile().with(10, known.tls("00000001")).with(4, twin))).isZero();
    assertThat(foreign(aProfile().with(10, known.tls("00000002")).with(4, twin))).isEqualTo(10);
  }

  private static long foreign(ProfileBuilder profile) {
    return sign(see(new ForeignContent(), profile), Sign.FOREIGN).support();
  }

  @Test
  void an_expired_root_is_told_with_its_month() {
    var expired =
        new Chain(
            Chain.Anchor.USER_STORE,
            Chain.Path.COMPLETE,
            Chain.Time.ISSUER_EXPIRED,
            51 * 12 + 4,
            Chain.NameMatch.MATCH);
    Finding finding = see(new ChainExpiredOnly(), aProfile().with(8_231, aHost().chain(expired)));

    assertThat(finding.statement())
        .isEqualTo(
            "8,231 of 8,231 hosts present a chain that was valid once and is out of date: a"
                + " certificate above the leaf expired in May 2021.");
  }

  @Test
  void an_expired_chain_without_an_anchor_is_not_merely_expired() {
    var profile =
        aProfile()
            .with(
                5,
                aHost()
                    .chain(
                        Chain.Anchor.NONE, Chain.Path.UNTRUSTED_ISSUER, Chain.Time.ISSUER_EXPIRED));

    assertThat(new ChainExpiredOnly().look(cluster(profile, MICROSOFTS))).isEmpty();
  }

  @Test
  void one_chain_that_leads_to_an_anchor_settles_it_for_the_leaf() {
    Finding finding =
        see(
            new ChainUntrusted(),
            aProfile()
                .with(
                    50,
                    aHost().chain(Chain.Anchor.NONE, Chain.Path.UNTRUSTED_ISSUER, Chain.Time.VALID))
                .with(1, aHost()));

    assertThat(finding.support()).isEqualTo(50);
    assertThat(has(finding, Sign.ANCHORED_OWNER)).isTrue();
    assertThat(finding.signs()).hasSize(1);
  }

  @Test
  void a_chain_that_lacks_its_intermediates_says_nothing() {
    var profile =
        aProfile()
            .with(50, aHost().chain(Chain.Anchor.NONE, Chain.Path.INCOMPLETE, Chain.Time.UNKNOWN));

    assertThat(new ChainUntrusted().look(cluster(profile, MICROSOFTS))).isEmpty();
  }

  @Test
  void untrusted_weighs_by_whom_it_names_and_whether_his_cas_are_known() {
    ProfileBuilder untrusted =
        aProfile()
            .with(
                50,
                aHost().chain(Chain.Anchor.NONE, Chain.Path.UNTRUSTED_ISSUER, Chain.Time.VALID));

    assertThat(has(see(new ChainUntrusted(), untrusted), Sign.UNTRUSTED_CAS_UNKNOWN)).isTrue();
    assertThat(
            has(
                new ChainUntrusted().look(cluster(untrusted, NOBODYS)).orElseThrow(),
                Sign.UNTRUSTED_NOBODY))
        .isTrue();
    assertThat(
            new ChainUntrusted().look(cluster(untrusted, Optional.empty())).orElseThrow().signs())
        .isEmpty();
  }

  @Test
  void a_banners_chain_counts_less_than_a_live_one() {
    Finding finding =
        see(
            new ChainUntrusted(),
            aProfile()
                .with(
                    50,
                    aHost()
                        .passive(Reach.PassiveReason.PROBING_OFF)
                        .chain(Chain.Anchor.NONE, Chain.Path.UNTRUSTED_ISSUER, Chain.Time.VALID)));

    assertThat(finding.signs().get(0).factor()).isEqualTo(0.75);
  }

  @Test
  void an_installers_certificate_is_known_by_key_name_and_a_lifetimes_validity() {
    ProfileBuilder selfSigned =
        aProfile()
            .with(
                1, aHost().chain(Chain.Anchor.NONE, Chain.Path.SELF_SIGNED_LEAF, Chain.Time.VALID));

    assertThat(has(installers(selfSigned, "EC", 100), Sign.INSTALLER)).isTrue();
    assertThat(has(installers(selfSigned, "EC", 10), Sign.INSTALLER)).isFalse();
    assertThat(has(installers(selfSigned, "RSA", 100), Sign.INSTALLER)).isFalse();
  }

  private static Finding installers(ProfileBuilder profile, String keyType, int years) {
    return new SelfSigned()
        .look(cluster(profile, Optional.of(naming("www.bing.com", true, keyType, years))))
        .orElseThrow();
  }

  @Test
  void a_name_mismatch_is_told_where_there_is_one() {
    var mismatch =
        new Chain(
            Chain.Anchor.NONE, Chain.Path.UNKNOWN, Chain.Time.VALID, 0, Chain.NameMatch.MISMATCH);

    assertThat(
            see(new NameMismatch(), aProfile().with(3, aHost().chain(mismatch)).with(2, aHost()))
                .support())
        .isEqualTo(3);
    assertThat(new NameMismatch().look(cluster(aProfile().with(2, aHost()), MICROSOFTS))).isEmpty();
  }

  @Test
  void an_open_port_is_not_openvpn() {
    ProfileBuilder profile =
        aProfile()
            .with(60, aHost().openVpn())
            .with(30, aHost().vpn(Vpn.Port1194.OPEN, Vpn.OpenVpn.NOT_PROVED))
            .with(10, aHost().noVpn())
            .with(5, aHost());

    assertThat(see(new Port1194Open(), profile).support()).isEqualTo(90);
    assertThat(see(new OpenVpnAnswered(), profile).support()).isEqualTo(60);
    assertThat(see(new OpenVpnAnswered(), profile).total()).isEqualTo(100);
  }

  @Test
  void a_cluster_is_without_vpn_only_below_a_small_share() {
    assertThat(
            sign(see(new Port1194Open(), aProfile().with(100, aHost().noVpn())), Sign.NO_VPN)
                .factor())
        .isEqualTo(1);
    assertThat(
            has(
                see(
                    new Port1194Open(),
                    aProfile().with(90, aHost().noVpn()).with(10, aHost().openVpn())),
                Sign.NO_VPN))
        .isFalse();
  }

  @Test
  void what_was_not_tested_is_not_absent() {
    assertThat(new Port1194Open().look(cluster(aProfile().with(100, aHost()), MICROSOFTS)))
        .isEmpty();
    assertThat(new OpenVpnAnswered().look(cluster(aProfile().with(100, aHost()), MICROSOFTS)))
        .isEmpty();
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
