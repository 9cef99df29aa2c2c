package dev.unmask.classify.assess;

import static dev.unmask.classify.model.HostBuilder.aHost;
import static dev.unmask.classify.model.ProfileBuilder.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Basis;
import dev.unmask.avro.Evidence;
import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.Role;
import dev.unmask.avro.RuledOut;
import dev.unmask.avro.Severity;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.model.Chain;
import dev.unmask.classify.model.HostBuilder;
import dev.unmask.classify.model.Profile;
import dev.unmask.classify.model.ProfileBuilder;
import dev.unmask.classify.model.Reach;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.model.Speech;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AssessTest {

  private static final Assess ASSESS = Scenarios.assess();

  private static Assessment assess(ProfileBuilder profile) {
    return ASSESS.of(profile.build(), Optional.of(Scenarios.updateCertificate()));
  }

  private static Assessment assess(ProfileBuilder profile, CertificateSummary certificate) {
    return ASSESS.of(profile.build(), Optional.of(certificate));
  }

  private static CertificateSummary selfSigned(String name) {
    return Scenarios.certificate(name, true, "RSA", 2048, 10);
  }

  static Stream<Arguments> clusters() {
    return Stream.of(
        Arguments.of("the case", Scenarios.theCase(), VerdictKind.VPN_CAMOUFLAGE),
        Arguments.of(
            "relays without VPN, 6 twins",
            Scenarios.relaysWithoutVpn(200, 6),
            VerdictKind.TLS_RELAY),
        Arguments.of(
            "relays without VPN, 1 twin",
            Scenarios.relaysWithoutVpn(200, 1),
            VerdictKind.TLS_RELAY),
        Arguments.of(
            "relays without VPN, no twin",
            Scenarios.relaysWithoutVpn(200, 0),
            VerdictKind.TLS_RELAY),
        Arguments.of(
            "a handful of relays", Scenarios.relaysWithoutVpn(10, 6), VerdictKind.TLS_RELAY),
        Arguments.of("the owner's servers", Scenarios.genuine(60), VerdictKind.GENUINE),
        Arguments.of("a handful of the owner's servers", Scenarios.genuine(6), VerdictKind.GENUINE),
        Arguments.of("a handful of a CDN's", Scenarios.onTheCdn(6), VerdictKind.SHARED_SERVICE),
        Arguments.of(
            "a handful of impostors",
            Scenarios.impersonators(6, Chain.Path.UNTRUSTED_ISSUER),
            VerdictKind.IMPERSONATION),
        Arguments.of(
            "a CDN that serves the owner", Scenarios.onTheCdn(50), VerdictKind.SHARED_SERVICE),
        Arguments.of(
            "a foreign CA",
            Scenarios.impersonators(35, Chain.Path.UNTRUSTED_ISSUER),
            VerdictKind.IMPERSONATION),
        Arguments.of(
            "a single impostor",
            Scenarios.impersonators(1, Chain.Path.UNTRUSTED_ISSUER),
            VerdictKind.IMPERSONATION),
        Arguments.of(
            "a stolen key, 3 twins", Scenarios.stolenKey(40, 3), VerdictKind.KEY_COMPROMISE),
        Arguments.of(
            "a stolen key, 8 twins", Scenarios.stolenKey(40, 8), VerdictKind.KEY_COMPROMISE));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("clusters")
  void a_cluster_has_its_kind(String name, ProfileBuilder profile, VerdictKind kind) {
    Assessment assessment = assess(profile);

    assertThat(assessment.kind()).isEqualTo(kind);
    assertThat(assessment.reason()).isEmpty();
    assertThat(assessment.confidence()).isGreaterThan(0.9);
  }

  static Stream<Arguments> openClusters() {
    return Stream.of(
        Arguments.of("unreachable", Scenarios.unreachable(6), InconclusiveReason.UNREACHABLE),
        Arguments.of(
            "many unreachable", Scenarios.unreachable(600), InconclusiveReason.UNREACHABLE),
        Arguments.of(
            "probing off, 1 host",
            Scenarios.passive(1, Reach.PassiveReason.PROBING_OFF),
            InconclusiveReason.NOT_ALLOWED_TO_PROBE),
        Arguments.of(
            "probing off",
            Scenarios.passive(8_588, Reach.PassiveReason.PROBING_OFF),
            InconclusiveReason.NOT_ALLOWED_TO_PROBE),
        Arguments.of(
            "out of scope",
            Scenarios.passive(50, Reach.PassiveReason.OUT_OF_SCOPE),
            InconclusiveReason.NOT_ALLOWED_TO_PROBE),
        Arguments.of(
            "blocklisted",
            Scenarios.passive(50, Reach.PassiveReason.BLOCKLISTED),
            InconclusiveReason.NOT_ALLOWED_TO_PROBE),
        Arguments.of(
            "not watched",
            Scenarios.passive(50, Reach.PassiveReason.NOT_WATCHED),
            InconclusiveReason.NOT_SAMPLED_YET),
        Arguments.of(
            "not sampled",
            Scenarios.passive(50, Reach.PassiveReason.NOT_SAMPLED),
            InconclusiveReason.NOT_SAMPLED_YET),
        Arguments.of(
            "3 relays", Scenarios.relaysWithoutVpn(3, 0), InconclusiveReason.TOO_FEW_HOSTS),
        Arguments.of("nobody left", aProfile(), InconclusiveReason.TOO_FEW_HOSTS),
        Arguments.of(
            "3 probed of 500",
            Scenarios.relaysWithoutVpn(3, 0)
                .with(497, aHost().passive(Reach.PassiveReason.NOT_SAMPLED)),
            InconclusiveReason.NOT_SAMPLED_YET),
        Arguments.of(
            "stolen key, no twin",
            Scenarios.stolenKey(40, 0),
            InconclusiveReason.EVIDENCE_DOES_NOT_DECIDE),
        Arguments.of(
            "key holder that closes, twins",
            Scenarios.stolenKeyThatCloses(40, 6),
            InconclusiveReason.EVIDENCE_DOES_NOT_DECIDE),
        Arguments.of(
            "key holder that closes, no twin",
            Scenarios.stolenKeyThatCloses(40, 0),
            InconclusiveReason.EVIDENCE_DOES_NOT_DECIDE),
        Arguments.of(
            "completed handshakes alone",
            aProfile().with(500, aHost()).spread(500, 40),
            InconclusiveReason.EVIDENCE_DOES_NOT_DECIDE));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("openClusters")
  void what_is_not_decided_says_why(
      String name, ProfileBuilder profile, InconclusiveReason reason) {
    Assessment assessment = assess(profile);

    assertThat(assessment.kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
    assertThat(assessment.reason()).contains(reason);
    assertThat(assessment.confidence()).isZero();
    assertThat(assessment.evidence()).allMatch(one -> one.getWeight() == 0);
  }

  @Test
  void the_case_is_solved_with_its_figures() {
    Assessment assessment = assess(Scenarios.theCase());

    assertThat(assessment.confidence()).isGreaterThan(0.95);
    assertThat(assessment.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(assessment.owner()).contains("microsoft");
    assertThat(evidence(assessment, "NO_APPLICATION_DATA").getSupport()).isEqualTo(8_225);
    assertThat(evidence(assessment, "NO_APPLICATION_DATA").getTotal()).isEqualTo(8_231);
    assertThat(evidence(assessment, "HANDSHAKE_COMPLETED").getSupport()).isEqualTo(8_231);
    assertThat(evidence(assessment, "CHAIN_EXPIRED_ONLY").getStatement())
        .contains("expired in May 2021");
    assertThat(assessment.ruledOut())
        .extracting(RuledOut::getKind)
        .contains(VerdictKind.KEY_COMPROMISE, VerdictKind.GENUINE, VerdictKind.IMPERSONATION);
    assertThat(roles(assessment, Role.HANDSHAKE_RELAY, Basis.MEASURED, Scenarios.theCase().build()))
        .isEqualTo(8_225);
    assertThat(roles(assessment, Role.GENUINE, Basis.MEASURED, Scenarios.theCase().build()))
        .isEqualTo(6);
    assertThat(assessment.wanted()).isEmpty();
  }

  @Test
  void
      the_explanation_says_what_was_seen_what_follows_what_was_ruled_out_and_what_was_not_tested() {
    String text = assess(Scenarios.theCase()).explanation();

    assertThat(text)
        .contains("8,231 hosts in 313 networks")
        .contains("8,225 of 8,231 hosts completed the handshake and then sent no application data")
        .contains("Verdict VPN_CAMOUFLAGE, confidence 0.99")
        .contains("KEY_COMPROMISE by LIVENESS")
        .contains("6 GENUINE (6 measured), 8,225 HANDSHAKE_RELAY (8,225 measured)")
        .contains("Not tested: Session resumption across hosts")
        .contains(
            "What would help most: offering a TLS session begun at a host inside the owner's networks");
  }

  @Test
  void a_relay_is_never_called_harmless() {
    assertThat(assess(Scenarios.relaysWithoutVpn(200, 6)).explanation())
        .contains("A relay is not harmless for that");
  }

  @Test
  void a_doubt_between_relay_and_key_holder_says_so_and_which_test_would_decide() {
    Assessment assessment = assess(Scenarios.stolenKey(40, 0));

    assertThat(assessment.explanation())
        .contains("relay or key holder, not decided")
        .contains("there is no twin to compare with")
        .contains("What would help most: the same probes on a host inside the owner's networks");
    assertThat(assessment.severity()).isEqualTo(Severity.MEDIUM);
  }

  /** dns.google on one host, probing off. */
  @Test
  void a_host_that_policy_forbids_to_probe_is_said_to_be_so() {
    CertificateSummary certificate = Scenarios.certificate("dns.google", false, "EC", 256, 1);
    HostBuilder host =
        aHost()
            .passive(Reach.PassiveReason.PROBING_OFF)
            .inside("google")
            .chain(Chain.Anchor.PUBLIC_STORE, Chain.Path.COMPLETE, Chain.Time.VALID);

    Assessment assessment = assess(aProfile().with(1, host).in(15_169, 1), certificate);

    assertThat(assessment.kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
    assertThat(assessment.reason()).contains(InconclusiveReason.NOT_ALLOWED_TO_PROBE);
    assertThat(assessment.owner()).contains("google");
    assertThat(assessment.severity()).isEqualTo(Severity.INFORMATIONAL);
    assertThat(assessment.explanation())
        .contains("not probed, because policy does not allow it")
        .contains(
            "1 host was not probed: policy does not allow it, as no contact or no scope is set.");
    assertThat(assessment.roles().values())
        .containsExactly(
            new HostAssessment(Role.UNDETERMINED, Basis.PASSIVE, VpnEvidence.NOT_TESTED));
  }

  @Test
  void a_whole_cluster_in_the_owners_networks_is_not_genuine_by_its_banners() {
    ProfileBuilder banners =
        aProfile()
            .with(500, aHost().inside("microsoft").passive(Reach.PassiveReason.PROBING_OFF))
            .in(8075, 500);

    assertThat(assess(banners).reason()).contains(InconclusiveReason.NOT_ALLOWED_TO_PROBE);
  }

  @Test
  void an_impostors_certificate_is_known_by_its_banner_with_less_confidence() {
    ProfileBuilder live = Scenarios.impersonators(35, Chain.Path.SELF_SIGNED_LEAF);
    ProfileBuilder banners =
        aProfile()
            .with(
                35,
                Scenarios.impostor(aHost(), Chain.Path.UNTRUSTED_ISSUER)
                    .passive(Reach.PassiveReason.PROBING_OFF))
            .spread(35, 20);

    Assessment measured = assess(live, selfSigned("www.update.microsoft.com"));
    Assessment passive = assess(banners);

    assertThat(measured.kind()).isEqualTo(VerdictKind.IMPERSONATION);
    assertThat(passive.kind()).isEqualTo(VerdictKind.IMPERSONATION);
    assertThat(passive.confidence()).isLessThan(measured.confidence());
    assertThat(measured.roles().values())
        .allMatch(one -> one.role() == Role.IMPERSONATOR && one.basis() == Basis.MEASURED);
    assertThat(passive.roles().values())
        .allMatch(one -> one.role() == Role.IMPERSONATOR && one.basis() == Basis.PASSIVE);
    assertThat(measured.severity()).isEqualTo(Severity.HIGH);
  }

  /**
   * The case's PKI was never in a public store: where the catalogue lacks it, nobody is called an
   * impostor for that.
   */
  @Test
  void relays_of_an_owner_whose_cas_nobody_recorded_are_still_relays() {
    ProfileBuilder relays =
        aProfile()
            .with(
                200,
                aHost()
                    .handshakeRelay()
                    .openVpn()
                    .chain(Chain.Anchor.NONE, Chain.Path.UNTRUSTED_ISSUER, Chain.Time.UNKNOWN))
            .with(
                6,
                Scenarios.genuine()
                    .chain(Chain.Anchor.NONE, Chain.Path.UNTRUSTED_ISSUER, Chain.Time.UNKNOWN))
            .in(8075, 6)
            .spread(200, 40);

    Assessment assessment =
        Scenarios.assessWithBuiltInOwners()
            .of(relays.build(), Optional.of(Scenarios.updateCertificate()));

    assertThat(assessment.kind()).isEqualTo(VerdictKind.VPN_CAMOUFLAGE);
  }

  @Test
  void banners_alone_do_not_make_an_impostor_where_the_owners_cas_are_not_known() {
    ProfileBuilder banners =
        aProfile()
            .with(
                8_231,
                aHost()
                    .passive(Reach.PassiveReason.PROBING_OFF)
                    .chain(Chain.Anchor.NONE, Chain.Path.UNTRUSTED_ISSUER, Chain.Time.UNKNOWN))
            .spread(8_231, 312);

    Assessment assessment =
        Scenarios.assessWithBuiltInOwners()
            .of(banners.build(), Optional.of(Scenarios.updateCertificate()));

    assertThat(assessment.reason()).contains(InconclusiveReason.NOT_ALLOWED_TO_PROBE);
  }

  @Test
  void a_self_signed_certificate_on_many_hosts_that_names_nobody_is_a_default() {
    ProfileBuilder routers =
        aProfile()
            .with(
                3_000,
                aHost()
                    .alerting()
                    .chain(Chain.Anchor.NONE, Chain.Path.SELF_SIGNED_LEAF, Chain.Time.VALID))
            .spread(3_000, 200);

    Assessment assessment = assess(routers, selfSigned("router.local"));

    assertThat(assessment.kind()).isEqualTo(VerdictKind.DEFAULT_CERTIFICATE);
    assertThat(assessment.roles().values()).allMatch(one -> one.role() == Role.DEFAULT_KEY);
    assertThat(assessment.owner()).isEmpty();
  }

  @Test
  void an_installers_certificate_in_a_brands_name_is_no_impersonation() {
    ProfileBuilder one =
        aProfile()
            .with(1, Scenarios.impostor(aHost().alerting(), Chain.Path.SELF_SIGNED_LEAF))
            .in(1, 1);

    Assessment assessment =
        assess(one, Scenarios.certificate("www.bing.com", true, "EC", 256, 100));

    assertThat(assessment.kind()).isEqualTo(VerdictKind.PROXY_SCRIPT);
    assertThat(assessment.severity()).isEqualTo(Severity.LOW);
  }

  @Test
  void full_relays_with_a_vpn_are_camouflage_and_their_role_is_full() {
    HostBuilder relay = aHost().alerting().redirectingTo("microsoft", "c0deabcd").openVpn();
    ProfileBuilder profile =
        aProfile().with(200, relay).with(6, Scenarios.genuine()).in(8075, 6).spread(200, 40);

    Assessment assessment = assess(profile);

    assertThat(assessment.kind()).isEqualTo(VerdictKind.VPN_CAMOUFLAGE);
    assertThat(role(assessment, relay))
        .isEqualTo(new HostAssessment(Role.FULL_RELAY, Basis.MEASURED, VpnEvidence.OPENVPN_PROVED));
  }

  @Test
  void full_relays_without_a_vpn_are_not_told_from_the_owners_caches() {
    ProfileBuilder profile =
        aProfile()
            .with(200, aHost().alerting().redirectingTo("microsoft", "c0deabcd").noVpn())
            .with(6, Scenarios.genuine())
            .in(8075, 6)
            .spread(200, 40);

    assertThat(assess(profile).kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
  }

  @Test
  void holders_of_a_stolen_key_that_run_openvpn_are_not_camouflage() {
    ProfileBuilder alone =
        aProfile()
            .with(40, aHost().alerting().answered(Speech.Answer.HTTP_SUCCESS, "0badabcd").openVpn())
            .spread(40, 12);
    ProfileBuilder redirecting =
        aProfile()
            .with(40, aHost().alerting().redirectingTo("microsoft", "0badabcd").openVpn())
            .spread(40, 12);
    ProfileBuilder closing =
        aProfile()
            .with(
                40,
                aHost()
                    .liveness(Speech.Liveness.CLOSED)
                    .answered(Speech.Answer.CLOSED, "")
                    .openVpn())
            .spread(40, 12);

    assertThat(Stream.of(alone, redirecting, closing).map(profile -> assess(profile).kind()))
        .containsOnly(VerdictKind.INCONCLUSIVE);
  }

  @Test
  void a_relay_of_another_of_the_owners_servers_is_no_stolen_key() {
    ProfileBuilder profile =
        aProfile()
            .with(200, aHost().alerting().answered(Speech.Answer.HTTP_SUCCESS, "0badabcd"))
            .spread(200, 40);
    for (int i = 0; i < 6; i++) {
      profile.with(1, Scenarios.genuine().redirectingTo("microsoft", "000" + i + "abcd"));
    }

    assertThat(assess(profile.in(8075, 6)).kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
  }

  @Test
  void genuine_hosts_in_a_cluster_of_relays_stay_genuine_and_a_silent_one_inside_is_not_decided() {
    HostBuilder tenant = aHost().inside("microsoft").handshakeRelay();

    Assessment assessment = assess(Scenarios.relaysWithoutVpn(200, 6).with(1, tenant));

    assertThat(assessment.kind()).isEqualTo(VerdictKind.TLS_RELAY);
    assertThat(role(assessment, Scenarios.genuine()))
        .isEqualTo(new HostAssessment(Role.GENUINE, Basis.MEASURED, VpnEvidence.NONE));
    assertThat(role(assessment, tenant).role()).isEqualTo(Role.UNDETERMINED);
  }

  @Test
  void hosts_of_a_relay_cluster_have_what_was_measured_and_what_was_inferred_apart() {
    HostBuilder passive = aHost().passive(Reach.PassiveReason.NOT_SAMPLED);
    HostBuilder handshakeOnly = aHost();
    HostBuilder closing = aHost().liveness(Speech.Liveness.CLOSED);
    HostBuilder foreign = aHost().alerting().answered(Speech.Answer.HTTP_SUCCESS, "0badabcd");
    HostBuilder dead = aHost().failed(Reach.TlsOutcome.CONNECTION_TIMEOUT);
    HostBuilder broken = aHost().failed(Reach.TlsOutcome.IO_TIMEOUT);
    HostBuilder ldaps = aHost().held().listenedTo();

    Assessment assessment =
        assess(
            Scenarios.relaysWithoutVpn(200, 6)
                .with(50, passive)
                .with(9, handshakeOnly)
                .with(2, closing)
                .with(1, foreign)
                .with(3, dead)
                .with(1, broken)
                .with(8, ldaps));

    assertThat(assessment.kind()).isEqualTo(VerdictKind.TLS_RELAY);
    assertThat(role(assessment, passive))
        .isEqualTo(
            new HostAssessment(Role.HANDSHAKE_RELAY, Basis.INFERRED, VpnEvidence.NOT_TESTED));
    assertThat(role(assessment, handshakeOnly))
        .isEqualTo(
            new HostAssessment(Role.HANDSHAKE_RELAY, Basis.INFERRED, VpnEvidence.NOT_TESTED));
    assertThat(role(assessment, closing).basis()).isEqualTo(Basis.INFERRED);
    assertThat(role(assessment, foreign))
        .isEqualTo(new HostAssessment(Role.UNDETERMINED, Basis.MEASURED, VpnEvidence.NOT_TESTED));
    assertThat(role(assessment, dead))
        .isEqualTo(new HostAssessment(Role.UNREACHABLE, Basis.MEASURED, VpnEvidence.NOT_TESTED));
    assertThat(role(assessment, broken).role()).isEqualTo(Role.UNDETERMINED);
    assertThat(role(assessment, ldaps))
        .isEqualTo(
            new HostAssessment(Role.HANDSHAKE_RELAY, Basis.MEASURED, VpnEvidence.NOT_TESTED));
    assertThat(assessment.explanation())
        .contains("Look first at 1 host outside the owner's networks with content of its own");
  }

  @Test
  void holders_of_a_stolen_key_are_measured_where_they_gave_their_own_content() {
    HostBuilder quiet = aHost().alerting().silent();
    Assessment assessment = assess(Scenarios.stolenKey(40, 6).with(2, quiet));

    assertThat(assessment.kind()).isEqualTo(VerdictKind.KEY_COMPROMISE);
    assertThat(assessment.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(role(assessment, quiet))
        .isEqualTo(new HostAssessment(Role.KEY_HOLDER, Basis.INFERRED, VpnEvidence.NOT_TESTED));
    assertThat(assessment.roles().values())
        .filteredOn(one -> one.role() == Role.KEY_HOLDER && one.basis() == Basis.MEASURED)
        .isNotEmpty();
  }

  @Test
  void every_signature_has_a_role_whatever_it_is() {
    ProfileBuilder everything = aProfile();
    for (Speech.Liveness liveness : Speech.Liveness.values()) {
      for (Speech.Answer answer : Speech.Answer.values()) {
        everything.with(
            3, aHost().liveness(liveness).answered(answer, answer.spoke() ? "0001abcd" : ""));
        everything.with(
            3,
            aHost()
                .inside("microsoft")
                .liveness(liveness)
                .answered(answer, answer.spoke() ? "0001abcd" : ""));
        everything.with(
            3,
            aHost()
                .inside("akamai")
                .liveness(liveness)
                .answered(answer, answer.spoke() ? "0001abcd" : ""));
      }
    }
    Profile profile = everything.build();

    assertThat(ASSESS.of(profile, Optional.of(Scenarios.updateCertificate())).roles().keySet())
        .isEqualTo(profile.hosts().keySet());
  }

  @Test
  void nothing_that_a_peer_chose_reaches_the_explanation_as_it_is() {
    CertificateSummary hostile =
        Scenarios.certificate("evil\u202e\u001b[2J\n<script>", true, "RSA", 2048, 1);

    Assessment assessment =
        assess(Scenarios.impersonators(35, Chain.Path.SELF_SIGNED_LEAF), hostile);

    assertThat(assessment.explanation().chars()).allMatch(c -> c == '\n' || (c >= ' ' && c <= '~'));
    assertThat(assessment.explanation()).doesNotContain("<script>");
  }

  @Test
  void without_the_certificate_it_waits() {
    Assessment assessment =
        ASSESS.of(
            Scenarios.impersonators(35, Chain.Path.UNTRUSTED_ISSUER).build(), Optional.empty());

    assertThat(assessment.kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
    assertThat(assessment.notTested())
        .contains("The certificate itself has not arrived yet: whom it names is not known.");
  }

  @Test
  void the_language_of_the_machine_does_not_matter() {
    Locale before = Locale.getDefault();
    Assessment english = assess(Scenarios.theCase());
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-SA-u-nu-arab"));

      assertThat(assess(Scenarios.theCase())).isEqualTo(english);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void a_hint_asks_for_fewer_hosts_as_they_come_and_for_none_in_the_end() {
    assertThat(assess(Scenarios.relaysWithoutVpn(3, 0)).wanted()).containsEntry(2, 1024L);
    assertThat(assess(Scenarios.relaysWithoutVpn(100, 6)).wanted()).containsEntry(2, 128L);
    assertThat(assess(Scenarios.relaysWithoutVpn(200, 0)).wanted()).isEmpty();
  }

  private static Evidence evidence(Assessment assessment, String code) {
    return assessment.evidence().stream()
        .filter(one -> one.getCode().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static HostAssessment role(Assessment assessment, HostBuilder host) {
    return Optional.ofNullable(assessment.roles().get(host.build())).orElseThrow();
  }

  private static long roles(Assessment assessment, Role role, Basis basis, Profile profile) {
    long hosts = 0;
    for (Signature signature : profile.hosts().keySet()) {
      HostAssessment one = Optional.ofNullable(assessment.roles().get(signature)).orElseThrow();
      hosts +=
          one.role() == role && one.basis() == basis
              ? profile.hosts().getOrDefault(signature, 0L)
              : 0;
    }
    return hosts;
  }
}
