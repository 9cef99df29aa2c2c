package dev.unmask.classify.assess;

import static dev.unmask.classify.model.HostBuilder.aHost;
import static dev.unmask.classify.model.ProfileBuilder.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Basis;
import dev.unmask.avro.Evidence;
import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.classify.model.Chain;
import dev.unmask.classify.model.HostBuilder;
import dev.unmask.classify.model.Manners.FirstBytes;
import dev.unmask.classify.model.Manners.HalfClose;
import dev.unmask.classify.model.Manners.PlainHttp;
import dev.unmask.classify.model.Manners.Resumption;
import dev.unmask.classify.model.Manners.RoundTrips;
import dev.unmask.classify.model.Manners.SniMatrix;
import dev.unmask.classify.model.PortClass;
import dev.unmask.classify.model.ProfileBuilder;
import dev.unmask.classify.model.Reach;
import dev.unmask.classify.model.Speech.Answer;
import dev.unmask.classify.model.Speech.Liveness;
import dev.unmask.classify.model.Vpn;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.classify.ruleset.Sign;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules that hold whatever the weights say; each with what would break it. */
class HardRulesTest {

  private static final int CLUSTERS = 2_000;
  private static final Assess ASSESS = Scenarios.assess();

  private static final List<String> PATH =
      List.of(
          "SESSION_RESUMED_ELSEWHERE",
          "RTT_SPLIT",
          "HALF_CLOSE",
          "SNI_DEPENDENT",
          "FIRST_BYTES",
          "PORT_SHARED",
          "OPENVPN_CLOSE_PATTERN");

  private static Assessment assess(ProfileBuilder profile) {
    return ASSESS.of(profile.build(), Optional.of(Scenarios.updateCertificate()));
  }

  private static HostAssessment role(Assessment assessment, HostBuilder host) {
    return Optional.ofNullable(assessment.roles().get(host.build())).orElseThrow();
  }

  private static <E> E pick(Random random, E[] of) {
    return List.of(of).get(random.nextInt(of.length));
  }

  private static Map<String, Double> weights(Assessment assessment, String code) {
    return assessment.evidence().stream()
        .filter(one -> one.getCode().equals(code))
        .findFirst()
        .map(Evidence::getWeights)
        .orElse(Map.of());
  }

  /**
   * Handshakes, chains, ports and networks of any sort, inside and outside, and nothing besides.
   */
  private static ProfileBuilder completedHandshakesAlone(Random random) {
    ProfileBuilder profile = aProfile();
    for (int rows = 1 + random.nextInt(8); rows > 0; rows--) {
      int hosts = 1 << random.nextInt(14);
      HostBuilder host =
          aHost()
              .tls("0000000" + random.nextInt(4))
              .chain(
                  pick(random, Chain.Anchor.values()),
                  pick(random, Chain.Path.values()),
                  pick(random, Chain.Time.values()))
              .vpn(pick(random, Vpn.Port1194.values()), pick(random, Vpn.OpenVpn.values()))
              .portShare(pick(random, Vpn.PortShare.values()))
              .on(pick(random, PortClass.values()));
      switch (random.nextInt(4)) {
        case 0 -> host.inside("microsoft");
        case 1 -> host.inside("akamai");
        default -> host.inside();
      }
      profile.with(hosts, host).in(64_500L + random.nextInt(90), hosts);
    }
    return profile;
  }

  @Test
  void a_stolen_key_is_never_claimed_from_completed_handshakes_alone() {
    for (int seed = 0; seed < CLUSTERS; seed++) {
      assertThat(assess(completedHandshakesAlone(new Random(seed))).kind())
          .as("seed %d", seed)
          .isNotEqualTo(VerdictKind.KEY_COMPROMISE);
    }
  }

  /** Keys held by others, with every manner that they may have, but nothing of the owner's. */
  private static HostBuilder anyKeyHolder(Random random) {
    HostBuilder host =
        switch (random.nextInt(3)) {
          case 0 -> Sighted.keyHolder();
          case 1 -> Sighted.keyHolderBehindBalancer();
          default -> Sighted.wordlessKeyHolder();
        };
    host.tls("0b0b0b0" + random.nextInt(3));
    host.resumption(
        List.of(
                Resumption.REFUSED_OWNERS,
                Resumption.NOT_RESUMED,
                Resumption.NOT_TESTED,
                Resumption.RESUMED_FROM_OTHER)
            .get(random.nextInt(4)));
    host.names(
        List.of(
                SniMatrix.SAME_FOR_ALL,
                SniMatrix.REFUSES_OTHERS,
                SniMatrix.OTHER_CERTIFICATES,
                SniMatrix.NOT_TESTED)
            .get(random.nextInt(4)));
    host.halfClose(pick(random, HalfClose.values()));
    host.roundTrips(pick(random, RoundTrips.values()));
    host.firstBytes(pick(random, FirstBytes.values()), pick(random, PlainHttp.values()));
    switch (random.nextInt(4)) {
      case 0 -> host.answered(Answer.HTTP_ERROR, "0bad0000");
      case 1 -> host.redirectingTo("microsoft", "0badabcd");
      case 2 -> host.answered(Answer.HTTP_SUCCESS, "0bad000" + random.nextInt(4));
      default -> {}
    }
    host.vpn(pick(random, Vpn.Port1194.values()), pick(random, Vpn.OpenVpn.values()));
    return random.nextBoolean() ? host : host.portShare(pick(random, Vpn.PortShare.values()));
  }

  /** Relays of all systems of today, of every one of the owner's servers that twins are like. */
  private static HostBuilder anyRelay(Random random) {
    HostBuilder host =
        switch (random.nextInt(9)) {
          case 0 -> Sighted.reality();
          case 1 -> Sighted.shadowTlsOne(Liveness.HELD, Answer.SILENCE);
          case 2 -> Sighted.shadowTlsOne(Liveness.UNDECRYPTABLE, Answer.UNDECRYPTABLE);
          case 3 -> Sighted.shadowTlsOne(Liveness.CLOSED, Answer.CLOSED);
          case 4 -> Sighted.shadowTlsWildcard();
          case 5 -> Sighted.telemt();
          case 6 -> Sighted.portShare(Vpn.PortShare.SHARED);
          case 7 -> Sighted.sslh();
          default -> Sighted.nat();
        };
    if (random.nextInt(3) == 0) {
      host.resumption(List.of(Resumption.values()).get(random.nextInt(5)));
    }
    if (random.nextInt(3) == 0) {
      host.tls("0a0a0a0" + random.nextInt(10));
    }
    if (random.nextInt(4) == 0) {
      host.roundTrips(RoundTrips.NO_GAP).halfClose(HalfClose.NOT_TESTED);
    }
    return random.nextBoolean()
        ? host.vpn(pick(random, Vpn.Port1194.values()), pick(random, Vpn.OpenVpn.values()))
        : host;
  }

  private interface Draw {
    HostBuilder host(Random random);
  }

  private static ProfileBuilder cluster(Random random, Draw draw) {
    ProfileBuilder profile = aProfile();
    int sorts = 1 + random.nextInt(4);
    int hosts = 0;
    for (int i = 0; i < sorts; i++) {
      int some = 3 + random.nextInt(1 << random.nextInt(12));
      profile.with(some, draw.host(random));
      hosts += some;
    }
    int twins = random.nextInt(12);
    int passive = random.nextInt(hosts);
    return profile
        .with(twins, Sighted.owners())
        .with(passive, aHost().passive(Reach.PassiveReason.NOT_SAMPLED))
        .in(8075, twins)
        .spread(hosts + passive, 1 + random.nextInt(200));
  }

  /** The one grave error. */
  @Test
  void in_thousands_of_clusters_no_stolen_key_is_called_a_relay() {
    for (int seed = 0; seed < CLUSTERS; seed++) {
      Assessment assessment = assess(cluster(new Random(seed), HardRulesTest::anyKeyHolder));

      assertThat(assessment.kind())
          .as("seed %d", seed)
          .isIn(VerdictKind.KEY_COMPROMISE, VerdictKind.INCONCLUSIVE);
    }
  }

  /** The other one. */
  @Test
  void in_thousands_of_clusters_no_relay_is_called_a_stolen_key() {
    for (int seed = 0; seed < CLUSTERS; seed++) {
      Assessment assessment = assess(cluster(new Random(seed), HardRulesTest::anyRelay));

      assertThat(assessment.kind())
          .as("seed %d", seed)
          .isNotIn(VerdictKind.KEY_COMPROMISE, VerdictKind.GENUINE);
    }
  }

  @Test
  void a_single_key_holder_among_thousands_of_relays_does_not_vanish() {
    HostBuilder holder = Sighted.keyHolder();
    HostBuilder relays = Sighted.shadowTlsOne(Liveness.HELD, Answer.SILENCE).openVpn();

    Assessment assessment =
        assess(
            aProfile()
                .with(8_000, relays)
                .with(1, holder)
                .with(6, Sighted.owners())
                .in(8075, 6)
                .spread(8_001, 300));

    assertThat(assessment.kind()).isEqualTo(VerdictKind.VPN_CAMOUFLAGE);
    assertThat(role(assessment, holder))
        .isEqualTo(new HostAssessment(Role.KEY_HOLDER, Basis.MEASURED, VpnEvidence.NONE));
    assertThat(assessment.explanation())
        .contains("8,000 HANDSHAKE_RELAY (8,000 measured), 1 KEY_HOLDER (1 measured)")
        .contains("Look first at 1 host outside the owner's networks with content of its own")
        .contains("likely a holder of the key");
  }

  /** A full relay to an edge of the owner's that no twin is like looks the same. */
  @Test
  void a_key_holder_behind_a_balancer_of_his_own_is_not_decided_and_does_not_vanish_among_relays() {
    HostBuilder holder = Sighted.keyHolder().roundTrips(RoundTrips.EXTRA_LEG);
    Assessment assessment =
        assess(
            aProfile()
                .with(8_000, Sighted.shadowTlsOne(Liveness.HELD, Answer.SILENCE))
                .with(1, holder)
                .with(6, Sighted.owners().roundTrips(RoundTrips.NO_GAP))
                .in(8075, 6)
                .spread(8_001, 300));

    assertThat(role(assessment, holder).role()).isEqualTo(Role.UNDETERMINED);
    assertThat(assessment.explanation())
        .contains("Look first at 1 host outside the owner's networks with content of its own")
        .doesNotContain("likely a holder of the key");
  }

  @Test
  void a_key_holder_that_nothing_proves_is_not_decided() {
    HostBuilder quiet = Sighted.keyHolder().answered(Answer.HTTP_ERROR, "04030000");
    HostBuilder closing =
        Sighted.wordlessKeyHolder().tls("0a0a0a0a").answered(Answer.HTTP_SUCCESS, "0badabcd");
    Assessment assessment =
        assess(Scenarios.relaysWithoutVpn(8_000, 6).with(1, quiet).with(1, closing));

    assertThat(assessment.kind()).isEqualTo(VerdictKind.TLS_RELAY);
    assertThat(List.of(role(assessment, quiet), role(assessment, closing)))
        .extracting(HostAssessment::role)
        .containsOnly(Role.UNDETERMINED);
  }

  @Test
  void an_open_1194_is_not_openvpn() {
    ProfileBuilder open =
        aProfile()
            .with(500, aHost().handshakeRelay().vpn(Vpn.Port1194.OPEN, Vpn.OpenVpn.NOT_PROVED))
            .with(6, Scenarios.genuine())
            .in(8075, 6)
            .spread(500, 40);

    Assessment assessment = assess(open);

    assertThat(assessment.roles().values())
        .extracting(HostAssessment::vpn)
        .doesNotContain(VpnEvidence.OPENVPN_PROVED, VpnEvidence.OPENVPN_BEHIND_KEY);
    assertThat(assessment.evidence())
        .filteredOn(one -> one.getCode().equals("OPENVPN_ANSWERED"))
        .allMatch(one -> one.getSupport() == 0 && one.getWeights().isEmpty());
    assertThat(assessment.explanation()).contains("which alone does not prove OpenVPN");
  }

  /** Every test of the path, made and negative, beside none of them made. */
  @Test
  void a_negative_test_never_counts_as_proof() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int hosts = 10 + random.nextInt(3_000);
      int twins = random.nextInt(9);
      ProfileBuilder untested =
          aProfile().with(hosts, aHost().alerting()).with(twins, Scenarios.genuine());
      ProfileBuilder negative =
          aProfile()
              .with(
                  hosts,
                  aHost()
                      .alerting()
                      .halfClose(HalfClose.FLIGHT_CAME)
                      .roundTrips(RoundTrips.NO_GAP)
                      .names(SniMatrix.SAME_FOR_ALL)
                      .firstBytes(FirstBytes.HELD, PlainHttp.HTTP)
                      .resumption(Resumption.NOT_RESUMED)
                      .portShare(Vpn.PortShare.NOT_SHARED))
              .with(twins, Sighted.owners());

      Assessment after = assess(negative);
      assertThat(after.kind()).isEqualTo(assess(untested).kind());
      assertThat(PATH).allSatisfy(code -> assertThat(weights(after, code)).isEmpty());
    }
  }

  /** No shared tickets, though the twins share theirs, is a little and never enough. */
  @Test
  void refused_tickets_alone_convict_nobody() {
    ProfileBuilder refusing =
        aProfile()
            .with(8_000, aHost().alerting().resumption(Resumption.REFUSED_OWNERS).openVpn())
            .with(24, Sighted.owners())
            .in(8075, 24)
            .spread(8_000, 300);

    assertThat(assess(refusing).kind()).isNotEqualTo(VerdictKind.KEY_COMPROMISE);
  }

  /** They lead to another of the owner's services than the twins give. */
  @Test
  void relays_at_a_port_of_ldap_are_not_measured_by_twins_at_a_web_port() {
    HostBuilder relay =
        Sighted.nat()
            .on(PortClass.LDAPS)
            .answered(Answer.LDAP_RESULT, "01d00001")
            .tls("0e0e0e0e")
            .resumption(Resumption.REFUSED_OWNERS);
    Assessment assessment =
        assess(aProfile().with(100, relay).with(10, Sighted.owners()).in(8075, 10).spread(100, 40));

    assertThat(assessment.kind()).isNotEqualTo(VerdictKind.KEY_COMPROMISE);
    assertThat(weights(assessment, "SESSION_RESUMED_ELSEWHERE")).isEmpty();
  }

  /** Another stack alone may be another of the owner's edges. */
  @Test
  void another_server_hello_alone_convicts_nobody() {
    for (int twins = 1; twins < 200; twins += 7) {
      ProfileBuilder unlike =
          aProfile()
              .with(
                  8_000,
                  aHost()
                      .alerting()
                      .answered(Answer.HTTP_ERROR, "04030000")
                      .tls("0e0e0e0e")
                      .openVpn())
              .with(twins, Sighted.owners())
              .in(8075, twins)
              .spread(8_000, 300);

      assertThat(assess(unlike).kind()).isNotEqualTo(VerdictKind.KEY_COMPROMISE);
    }
  }

  @Test
  void silence_to_http_on_a_port_of_ldap_is_nothing() {
    ProfileBuilder silent =
        aProfile()
            .with(500, aHost().on(PortClass.LDAPS).silent())
            .with(6, Sighted.owners().on(PortClass.LDAPS))
            .in(8075, 6)
            .spread(500, 40);
    ProfileBuilder unasked =
        aProfile()
            .with(500, aHost().on(PortClass.LDAPS))
            .with(6, Sighted.owners().on(PortClass.LDAPS))
            .in(8075, 6)
            .spread(500, 40);

    assertThat(weights(assess(silent), "NO_APPLICATION_DATA")).isEmpty();
    assertThat(assess(silent).kind()).isEqualTo(assess(unasked).kind());
  }

  @ParameterizedTest
  @EnumSource(
      value = Liveness.class,
      names = {"ALERT", "ORDERLY"})
  void silence_of_a_host_that_is_alive_weighs_nothing(Liveness alive) {
    ProfileBuilder profile =
        aProfile()
            .with(500, aHost().liveness(alive).silent())
            .with(6, Sighted.owners())
            .in(8075, 6)
            .spread(500, 40);

    assertThat(weights(assess(profile), "NO_APPLICATION_DATA")).isEmpty();
  }

  @Test
  void silence_weighs_nothing_where_the_twins_are_silent_too() {
    ProfileBuilder profile =
        aProfile()
            .with(500, aHost().silent())
            .with(6, Sighted.owners().silent())
            .in(8075, 6)
            .spread(500, 40);

    assertThat(weights(assess(profile), "NO_APPLICATION_DATA")).isEmpty();
  }

  @Test
  void content_is_foreign_only_where_a_twin_asked_the_same_answers_otherwise() {
    HostBuilder own = aHost().alerting().answered(Answer.HTTP_SUCCESS, "0badabcd");
    ProfileBuilder noTwin = aProfile().with(500, own).spread(500, 40);
    ProfileBuilder unaskedTwin =
        aProfile().with(500, own).with(6, aHost().inside("microsoft").alerting()).spread(500, 40);
    ProfileBuilder otherPort =
        aProfile().with(500, own).with(6, Sighted.owners().on(PortClass.OTHER)).spread(500, 40);
    ProfileBuilder sameContent =
        aProfile()
            .with(500, own)
            .with(
                6, aHost().inside("microsoft").alerting().answered(Answer.HTTP_SUCCESS, "0badffff"))
            .spread(500, 40);
    ProfileBuilder errorPage =
        aProfile()
            .with(500, aHost().alerting().answered(Answer.HTTP_ERROR, "0badabcd"))
            .with(6, Sighted.owners())
            .spread(500, 40);

    assertThat(Stream.of(noTwin, unaskedTwin, otherPort, sameContent, errorPage))
        .allSatisfy(profile -> assertThat(weights(assess(profile), "FOREIGN_CONTENT")).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(
      value = Liveness.class,
      names = {"CLOSED", "RESET", "NOT_TESTED"})
  void a_close_a_reset_and_a_result_that_is_none_are_never_taken_for_holding(Liveness liveness) {
    ProfileBuilder profile =
        aProfile()
            .with(8_000, aHost().liveness(liveness))
            .with(6, Sighted.owners())
            .in(8075, 6)
            .spread(8_000, 300);

    Assessment assessment = assess(profile);

    assertThat(weights(assessment, "LIVENESS")).isEmpty();
    assertThat(assessment.kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
    assertThat(assessment.roles().values())
        .extracting(HostAssessment::role)
        .doesNotContain(Role.HANDSHAKE_RELAY);
  }

  /** With every date there is, and the owner's own key, inside its networks and out of them. */
  @ParameterizedTest
  @EnumSource(Chain.Time.class)
  void an_expired_chain_alone_means_nothing(Chain.Time time) {
    ProfileBuilder outside =
        aProfile()
            .with(8_000, aHost().chain(Chain.Anchor.OWNER_CATALOGUE, Chain.Path.COMPLETE, time))
            .spread(8_000, 300);
    ProfileBuilder inside =
        aProfile()
            .with(
                300,
                Sighted.owners().chain(Chain.Anchor.OWNER_CATALOGUE, Chain.Path.COMPLETE, time))
            .in(8075, 300);

    assertThat(assess(outside).kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
    assertThat(assess(inside).kind()).isEqualTo(VerdictKind.GENUINE);
  }

  @ParameterizedTest
  @EnumSource(Chain.Path.class)
  void a_chain_without_an_anchor_alone_makes_no_relay_and_no_stolen_key(Chain.Path path) {
    ProfileBuilder profile =
        aProfile()
            .with(8_000, aHost().chain(Chain.Anchor.NONE, path, Chain.Time.UNKNOWN))
            .spread(8_000, 300);

    assertThat(assess(profile).kind())
        .isNotIn(VerdictKind.KEY_COMPROMISE, VerdictKind.TLS_RELAY, VerdictKind.VPN_CAMOUFLAGE);
  }

  @Test
  void a_vpn_on_the_port_without_a_proof_of_forwarding_is_no_port_share() {
    HostBuilder softEther =
        aHost().alerting().answered(Answer.HTTP_ERROR, "04030000").portShare(Vpn.PortShare.SHARED);
    HostBuilder forwarding =
        aHost()
            .alerting()
            .answered(Answer.HTTP_ERROR, "04030000")
            .portShare(Vpn.PortShare.SHARED)
            .halfClose(HalfClose.FLIGHT_LOST);

    Assessment assessment =
        assess(
            aProfile()
                .with(100, Sighted.mtproxy())
                .with(3, softEther)
                .with(3, forwarding)
                .with(6, Sighted.owners())
                .in(8075, 6)
                .spread(106, 30));

    assertThat(role(assessment, softEther).role()).isNotEqualTo(Role.PORT_SHARE);
    assertThat(role(assessment, forwarding))
        .isEqualTo(new HostAssessment(Role.PORT_SHARE, Basis.MEASURED, VpnEvidence.OPENVPN_PROVED));
  }

  @Test
  void a_relay_in_an_open_or_a_genuine_cluster_is_shown_by_its_own_proof() {
    HostBuilder open = Sighted.sniproxy();
    Assessment few = assess(aProfile().with(1, open).with(2, Sighted.owners()));
    Assessment pool = assess(Scenarios.genuine(2_000).with(6, Sighted.owners()).with(1, open));

    assertThat(few.kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
    assertThat(role(few, open).role()).isEqualTo(Role.SNI_PROXY);
    assertThat(pool.kind()).isEqualTo(VerdictKind.GENUINE);
    assertThat(role(pool, open))
        .isEqualTo(new HostAssessment(Role.SNI_PROXY, Basis.MEASURED, VpnEvidence.NONE));
  }

  /** However many hosts show it: the cap is the full strength of one sign. */
  @ParameterizedTest
  @EnumSource(Sign.class)
  void any_number_of_copies_of_one_weak_sign_decides_no_grave_kind(Sign sign) {
    Ruleset ruleset = Ruleset.builtIn();
    Map<String, Double> weights = new TreeMap<>();
    ruleset
        .weighting(sign)
        .millibits(8_000_000_000L, 8_000_000_000L, 1)
        .forEach((kind, weight) -> weights.put(kind.name(), weight / 1000.0));
    boolean weak = weights.values().stream().allMatch(bits -> bits <= 4);

    Decision decision =
        new Judge(ruleset)
            .decide(List.of(new Evidence(sign.code(), "", 8_000L, 8_000L, 0.0, weights)));

    if (weak) {
      assertThat(decision.kind())
          .isNotIn(
              VerdictKind.KEY_COMPROMISE,
              VerdictKind.VPN_CAMOUFLAGE,
              VerdictKind.TLS_RELAY,
              VerdictKind.IMPERSONATION);
    }
    assertThat(decision.kind()).isNotEqualTo(VerdictKind.KEY_COMPROMISE);
  }
}
