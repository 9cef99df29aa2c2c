package dev.unmask.classify.assess;

import static dev.unmask.classify.model.HostBuilder.aHost;
import static dev.unmask.classify.model.ProfileBuilder.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Basis;
import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.model.Chain;
import dev.unmask.classify.model.HostBuilder;
import dev.unmask.classify.model.Manners.Resumption;
import dev.unmask.classify.model.Manners.SniMatrix;
import dev.unmask.classify.model.ProfileBuilder;
import dev.unmask.classify.model.Reach;
import dev.unmask.classify.model.Speech.Answer;
import dev.unmask.classify.model.Speech.Liveness;
import dev.unmask.classify.model.Vpn;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What wears other people's certificates today, as a stranger sees it, and what innocent hosts look
 * like: verdict and role of each, whatever the size of the cluster and the noise in it.
 */
class SystemsTest {

  private static final int SEEDS = 15;
  private static final Assess ASSESS = Scenarios.assess();

  private static Assessment assess(ProfileBuilder profile, CertificateSummary certificate) {
    return ASSESS.of(profile.build(), Optional.of(certificate));
  }

  private static Assessment assess(ProfileBuilder profile) {
    return assess(profile, Scenarios.updateCertificate());
  }

  private static HostAssessment role(Assessment assessment, HostBuilder host) {
    return Optional.ofNullable(assessment.roles().get(host.build())).orElseThrow();
  }

  private static Arguments relay(String name, Role role, HostBuilder host) {
    return Arguments.of(name, VerdictKind.TLS_RELAY, role, host);
  }

  private static Arguments camouflage(String name, Role role, HostBuilder host) {
    return Arguments.of(name, VerdictKind.VPN_CAMOUFLAGE, role, host);
  }

  static Stream<Arguments> systems() {
    return Stream.of(
        relay("REALITY", Role.FULL_RELAY, Sighted.reality()),
        relay(
            "ShadowTLS v1, holding",
            Role.HANDSHAKE_RELAY,
            Sighted.shadowTlsOne(Liveness.HELD, Answer.SILENCE)),
        relay(
            "ShadowTLS v1, switching",
            Role.HANDSHAKE_RELAY,
            Sighted.shadowTlsOne(Liveness.UNDECRYPTABLE, Answer.UNDECRYPTABLE)),
        relay("ShadowTLS v3", Role.FULL_RELAY, Sighted.shadowTlsThree()),
        relay("ShadowTLS v3, wildcard", Role.SNI_PROXY, Sighted.shadowTlsWildcard()),
        relay("Cloak", Role.FULL_RELAY, Sighted.cloak()),
        relay("MTProxy", Role.FULL_RELAY, Sighted.mtproxy()),
        relay("mtprotoproxy", Role.FULL_RELAY, Sighted.mtprotoproxy()),
        relay("mtg", Role.FULL_RELAY, Sighted.mtg()),
        relay("telemt", Role.FULL_RELAY, Sighted.telemt()),
        relay("Psiphon", Role.FULL_RELAY, Sighted.psiphon()),
        relay("nginx stream", Role.FULL_RELAY, Sighted.nginxStream()),
        relay("haproxy", Role.FULL_RELAY, Sighted.haproxy()),
        relay("sniproxy", Role.SNI_PROXY, Sighted.sniproxy()),
        relay("NAT", Role.FULL_RELAY, Sighted.nat()),
        camouflage("NAT and OpenVPN", Role.FULL_RELAY, Sighted.nat().openVpn()),
        camouflage(
            "NAT and OpenVPN with a key",
            Role.FULL_RELAY,
            Sighted.nat().vpn(Vpn.Port1194.OPEN, Vpn.OpenVpn.BEHIND_KEY)),
        camouflage("port-share", Role.PORT_SHARE, Sighted.portShare(Vpn.PortShare.SHARED)),
        camouflage(
            "port-share with a key", Role.PORT_SHARE, Sighted.portShare(Vpn.PortShare.BEHIND_KEY)),
        camouflage("sslh", Role.PORT_SHARE, Sighted.sslh()),
        camouflage(
            "the case",
            Role.HANDSHAKE_RELAY,
            Sighted.shadowTlsOne(Liveness.HELD, Answer.SILENCE).openVpn()),
        Arguments.of(
            "stolen key", VerdictKind.KEY_COMPROMISE, Role.KEY_HOLDER, Sighted.keyHolder()),
        Arguments.of(
            "stolen key and OpenVPN",
            VerdictKind.KEY_COMPROMISE,
            Role.KEY_HOLDER,
            Sighted.keyHolder().openVpn()),
        Arguments.of(
            "stolen key behind a balancer",
            VerdictKind.KEY_COMPROMISE,
            Role.KEY_HOLDER,
            Sighted.keyHolderBehindBalancer()));
  }

  /** Sizes, twins, hosts that nobody probed or reached, from a seed. */
  private static ProfileBuilder around(HostBuilder host, Random random) {
    int hosts = 24 + random.nextInt(6_000);
    int twins = 4 + random.nextInt(10);
    int passive = random.nextInt(hosts);
    int unreachable = random.nextInt(hosts / 2);
    return aProfile()
        .with(hosts, host)
        .with(twins, Sighted.owners())
        .with(passive, aHost().passive(Reach.PassiveReason.NOT_SAMPLED))
        .with(unreachable, aHost().failed(Reach.TlsOutcome.CONNECTION_TIMEOUT))
        .with(random.nextInt(1 + hosts / 50), aHost())
        .in(8075, twins)
        .spread(hosts + passive + unreachable, 2 + random.nextInt(300));
  }

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @MethodSource("systems")
  void a_system_has_its_verdict_and_role_whatever_its_size(
      String name, VerdictKind kind, Role role, HostBuilder host) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Assessment assessment = assess(around(host, new Random(seed)));

      assertThat(assessment.kind()).as(assessment::explanation).isEqualTo(kind);
      assertThat(role(assessment, host).role()).as("seed %d", seed).isEqualTo(role);
      assertThat(role(assessment, host).basis()).as("seed %d", seed).isEqualTo(Basis.MEASURED);
      assertThat(role(assessment, Sighted.owners()))
          .isEqualTo(new HostAssessment(Role.GENUINE, Basis.MEASURED, VpnEvidence.NONE));
    }
  }

  /** Its manners were never tested, but for a sample of the hosts. */
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("systems")
  void a_sample_of_two_dozen_at_the_third_tier_is_enough(
      String name, VerdictKind kind, Role role, HostBuilder host) {
    HostBuilder tierTwo = aHost().alerting().redirectingTo(Sighted.OWNER, Sighted.CONTENT).noVpn();
    boolean fullRelay = role == Role.FULL_RELAY && kind == VerdictKind.TLS_RELAY;
    ProfileBuilder profile =
        aProfile()
            .with(24, host)
            .with(fullRelay ? 3_000 : 0, tierTwo)
            .with(6, Sighted.owners())
            .in(8075, 6)
            .spread(24 + (fullRelay ? 3_000 : 0), 60);

    assertThat(assess(profile).kind()).isEqualTo(kind);
  }

  @Test
  void a_stolen_key_on_servers_that_close_without_a_word_is_not_called_a_relay() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Assessment assessment = assess(around(Sighted.wordlessKeyHolder(), new Random(seed)));

      assertThat(assessment.kind()).isIn(VerdictKind.KEY_COMPROMISE, VerdictKind.INCONCLUSIVE);
    }
  }

  private static HostBuilder alike(HostBuilder host) {
    return host.alerting().redirectingTo(Sighted.OWNER, Sighted.CONTENT).noVpn();
  }

  static Stream<Arguments> innocents() {
    CertificateSummary update = Scenarios.updateCertificate();
    return Stream.of(
        Arguments.of(
            "the owner's CDN, with certificates of its other customers",
            update,
            VerdictKind.SHARED_SERVICE,
            Role.GENUINE,
            alike(aHost().inside("akamai")).names(SniMatrix.ITS_OWN_FOR_SOME)),
        Arguments.of(
            "the owner's pool", update, VerdictKind.GENUINE, Role.GENUINE, Sighted.owners()),
        Arguments.of(
            "the owner's pool, its chain expired by neglect",
            update,
            VerdictKind.GENUINE,
            Role.GENUINE,
            Scenarios.expiredRoot(Sighted.owners())),
        Arguments.of(
            "firmware's default",
            Scenarios.certificate("router.local", true, "RSA", 2048, 20),
            VerdictKind.DEFAULT_CERTIFICATE,
            Role.DEFAULT_KEY,
            aHost()
                .alerting()
                .answered(Answer.HTTP_SUCCESS, "0f0fabcd")
                .names(SniMatrix.SAME_FOR_ALL)
                .chain(Chain.Anchor.NONE, Chain.Path.SELF_SIGNED_LEAF, Chain.Time.VALID)),
        Arguments.of(
            "one-click scripts",
            Scenarios.certificate("www.bing.com", true, "EC", 256, 100),
            VerdictKind.PROXY_SCRIPT,
            Role.UNDETERMINED,
            aHost()
                .alerting()
                .silent()
                .chain(Chain.Anchor.NONE, Chain.Path.SELF_SIGNED_LEAF, Chain.Time.VALID)));
  }

  @ParameterizedTest(name = "{0}: {2}, {3}")
  @MethodSource("innocents")
  void an_innocent_reason_is_found(
      String name, CertificateSummary certificate, VerdictKind kind, Role role, HostBuilder host) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      int hosts = 20 + random.nextInt(3_000);
      ProfileBuilder profile = aProfile().with(hosts, host).spread(hosts, 1 + random.nextInt(40));

      Assessment assessment = assess(profile, certificate);

      assertThat(assessment.kind()).as(assessment::explanation).isEqualTo(kind);
      assertThat(role(assessment, host).role()).isEqualTo(role);
    }
  }

  static Stream<Arguments> undecidable() {
    return Stream.of(
        Arguments.of(
            "caches inside ISPs, with ticket keys of their own",
            alike(aHost()).resumption(Resumption.REFUSED_OWNERS)),
        Arguments.of("full relays of which nothing more was tested", alike(aHost())),
        Arguments.of(
            "caches that show an error",
            aHost().alerting().answered(Answer.HTTP_ERROR, "04030000").noVpn()));
  }

  /** Neither is a relay claimed nor a stolen key: relay and cache look alike. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("undecidable")
  void what_could_be_the_owners_cache_is_neither_called_a_relay_nor_a_stolen_key(
      String name, HostBuilder host) {
    for (int seed = 0; seed < SEEDS; seed++) {
      assertThat(assess(around(host, new Random(seed))).kind())
          .isIn(VerdictKind.INCONCLUSIVE, VerdictKind.SHARED_SERVICE, VerdictKind.GENUINE);
    }
  }

  @Test
  void hosting_that_holds_its_customers_keys_is_no_stolen_key() {
    for (int seed = 0; seed < SEEDS; seed++) {
      int hosts = 5 + new Random(seed).nextInt(800);
      ProfileBuilder profile =
          aProfile()
              .with(
                  hosts,
                  aHost()
                      .alerting()
                      .answered(Answer.HTTP_SUCCESS, "0c0cabcd")
                      .names(SniMatrix.OTHER_CERTIFICATES)
                      .chain(Chain.Anchor.PUBLIC_STORE, Chain.Path.COMPLETE, Chain.Time.VALID))
              .in(64_500, hosts);

      assertThat(
              assess(profile, Scenarios.certificate("shop.example", false, "RSA", 2048, 1)).kind())
          .isIn(VerdictKind.INCONCLUSIVE, VerdictKind.SHARED_SERVICE, VerdictKind.GENUINE);
    }
  }
}
