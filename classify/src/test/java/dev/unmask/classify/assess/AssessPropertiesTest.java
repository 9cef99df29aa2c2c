package dev.unmask.classify.assess;

import static dev.unmask.classify.model.HostBuilder.aHost;
import static dev.unmask.classify.model.ProfileBuilder.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Evidence;
import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.model.Chain;
import dev.unmask.classify.model.HostBuilder;
import dev.unmask.classify.model.PortClass;
import dev.unmask.classify.model.Profile;
import dev.unmask.classify.model.ProfileBuilder;
import dev.unmask.classify.model.Reach;
import dev.unmask.classify.model.Reach.TlsOutcome;
import dev.unmask.classify.model.Speech.Answer;
import dev.unmask.classify.model.Speech.Liveness;
import dev.unmask.classify.model.Vpn;
import dev.unmask.classify.ruleset.Ruleset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must hold whatever the figures: clusters are drawn at random, from seeds that are printed.
 */
class AssessPropertiesTest {

  private static final int ROUNDS = 150;
  private static final Assess ASSESS = Scenarios.assess();
  private static final Ruleset RULESET = Ruleset.builtIn();

  static IntStream seeds() {
    return IntStream.range(0, ROUNDS);
  }

  private static Assessment assess(ProfileBuilder profile) {
    return ASSESS.of(profile.build(), Optional.of(Scenarios.updateCertificate()));
  }

  private static int between(Random random, int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  private static HostBuilder maybeOnLdaps(HostBuilder relay, boolean ldaps) {
    return ldaps ? relay.on(PortClass.LDAPS).held().listenedTo() : relay;
  }

  /**
   * Handshake relays of any number, with a share of VPN, some on LDAPS, some unreachable, some
   * never probed, and 0 to 10 twins.
   */
  private static ProfileBuilder relays(Random random, double vpnShare) {
    int relays = between(random, 20, 10_000);
    int twins = between(random, 0, 10);
    int ldaps = (int) (relays * random.nextDouble() * 0.5);
    int openVpn = (int) Math.round(relays * vpnShare);
    int unreachable = (int) (relays * random.nextDouble());
    int passive = (int) (relays * random.nextDouble());
    ProfileBuilder profile =
        aProfile()
            .with(Math.max(0, openVpn - ldaps), aHost().handshakeRelay().openVpn())
            .with(Math.min(openVpn, ldaps), maybeOnLdaps(aHost().openVpn(), true))
            .with(relays - openVpn - Math.max(0, ldaps - openVpn), aHost().handshakeRelay().noVpn())
            .with(Math.max(0, ldaps - openVpn), maybeOnLdaps(aHost().noVpn(), true))
            .with(unreachable, aHost().failed(TlsOutcome.CONNECTION_TIMEOUT))
            .with(passive, aHost().passive(Reach.PassiveReason.NOT_SAMPLED));
    for (int i = 0; i < twins; i++) {
      profile.with(
          1, Scenarios.genuine().redirectingTo("microsoft", "000" + random.nextInt(4) + "abcd"));
    }
    return profile.in(8075, twins).spread(relays + unreachable + passive, between(random, 2, 300));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void relays_with_a_fair_share_of_vpn_are_camouflage(int seed) {
    Random random = new Random(seed);

    Assessment assessment = assess(relays(random, 0.15 + 0.85 * random.nextDouble()));

    assertThat(assessment.kind()).isEqualTo(VerdictKind.VPN_CAMOUFLAGE);
    assertThat(assessment.confidence()).isGreaterThan(0.9);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void relays_without_vpn_are_relays(int seed) {
    Assessment assessment = assess(relays(new Random(seed), 0));

    assertThat(assessment.kind()).isEqualTo(VerdictKind.TLS_RELAY);
    assertThat(assessment.confidence()).isGreaterThan(0.9);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void relays_with_little_vpn_are_one_of_the_two_and_never_undecided(int seed) {
    Random random = new Random(seed);

    assertThat(assess(relays(random, 0.15 * random.nextDouble())).kind())
        .isIn(VerdictKind.VPN_CAMOUFLAGE, VerdictKind.TLS_RELAY);
  }

  /** The one grave error. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_stolen_key_is_never_called_a_relay(int seed) {
    Random random = new Random(seed);
    int hosts = between(random, 5, 2_000);
    int twins = between(random, 0, 10);
    ProfileBuilder profile = aProfile();
    for (int i = 0; i < 4; i++) {
      profile.with(hosts / 4 + 1, keyHolder(random));
    }
    for (int i = 0; i < twins; i++) {
      profile.with(
          1, Scenarios.genuine().redirectingTo("microsoft", "000" + random.nextInt(3) + "abcd"));
    }
    profile.with(between(random, 0, hosts), aHost().passive(Reach.PassiveReason.NOT_SAMPLED));

    Assessment assessment = assess(profile.in(8075, twins).spread(hosts, between(random, 1, 60)));

    assertThat(assessment.kind()).isIn(VerdictKind.KEY_COMPROMISE, VerdictKind.INCONCLUSIVE);
    assertThat(assessment.roles().values())
        .extracting(HostAssessment::role)
        .doesNotContain(Role.HANDSHAKE_RELAY, Role.FULL_RELAY);
  }

  /**
   * Alerts, or closes without a word; its own page, an error, a redirect to the owner, or nothing;
   * with a VPN or without.
   */
  private static HostBuilder keyHolder(Random random) {
    HostBuilder host = aHost().tls(random.nextBoolean() ? "0b0b0b0b" : "0a0a0a0a");
    boolean alive = random.nextInt(3) > 0;
    host.liveness(
        alive
            ? (random.nextBoolean() ? Liveness.ALERT : Liveness.ORDERLY)
            : (random.nextBoolean() ? Liveness.CLOSED : Liveness.RESET));
    switch (random.nextInt(5)) {
      case 0 -> host.answered(Answer.HTTP_SUCCESS, "0badabcd");
      case 1 -> host.answered(Answer.HTTP_ERROR, "0bad0000");
      case 2 -> host.redirectingTo("microsoft", "0badabcd");
      case 3 -> host.answered(Answer.CLOSED, "");
      default -> host.answered(Answer.HTTP_SUCCESS, "00b00000");
    }
    return random.nextBoolean() ? host.openVpn() : host.noVpn();
  }

  /** The other one. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_relay_is_never_called_a_stolen_key(int seed) {
    Random random = new Random(seed);
    int hosts = between(random, 5, 5_000);
    int twins = between(random, 0, 10);
    ProfileBuilder profile = aProfile();
    for (int i = 0; i < 4; i++) {
      profile.with(hosts / 4 + 1, anyRelay(random));
    }
    for (int i = 0; i < twins; i++) {
      profile.with(
          1, Scenarios.genuine().redirectingTo("microsoft", "000" + random.nextInt(3) + "abcd"));
    }

    assertThat(assess(profile.in(8075, twins).spread(hosts, between(random, 1, 60))).kind())
        .isIn(VerdictKind.VPN_CAMOUFLAGE, VerdictKind.TLS_RELAY, VerdictKind.INCONCLUSIVE);
  }

  /**
   * Handshake relays of all manners, and full relays of the origin or of another of the owner's
   * servers.
   */
  private static HostBuilder anyRelay(Random random) {
    HostBuilder host = aHost();
    switch (random.nextInt(6)) {
      case 0 -> host.handshakeRelay();
      case 1 -> host.liveness(Liveness.UNDECRYPTABLE).answered(Answer.UNDECRYPTABLE, "");
      case 2 -> host.liveness(Liveness.CLOSED).answered(Answer.CLOSED, "").tls("0c0c0c0c");
      case 3 -> host.liveness(Liveness.RESET).silent();
      case 4 -> host.alerting().redirectingTo("microsoft", "000" + random.nextInt(3) + "abcd");
      default -> host.alerting().answered(Answer.HTTP_ERROR, "00040000");
    }
    return random.nextBoolean() ? host.openVpn() : host.noVpn();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void the_owners_servers_are_genuine_with_some_noise_around_them(int seed) {
    Random random = new Random(seed);
    int hosts = between(random, 20, 3_000);
    ProfileBuilder profile =
        aProfile()
            .with(hosts, Scenarios.genuine())
            .with(
                between(random, 0, hosts / 10),
                aHost().inside("microsoft").failed(TlsOutcome.CONNECTION_TIMEOUT))
            .with(between(random, 0, hosts / 10), aHost().failed(TlsOutcome.CONNECTION_TIMEOUT))
            .with(between(random, 0, 4), aHost().alerting());

    assertThat(assess(profile.in(8075, hosts)).kind()).isEqualTo(VerdictKind.GENUINE);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_mix_of_the_owners_servers_and_its_cdn_is_one_of_the_two(int seed) {
    Random random = new Random(seed);
    int own = between(random, 20, 2_000);
    int cdn = between(random, 20, 2_000);
    ProfileBuilder profile =
        aProfile()
            .with(own, Scenarios.genuine())
            .with(
                cdn,
                aHost().inside("akamai").alerting().redirectingTo("microsoft", "cd00abcd").noVpn())
            .in(8075, own)
            .in(20_940, cdn);

    assertThat(assess(profile).kind()).isIn(VerdictKind.GENUINE, VerdictKind.SHARED_SERVICE);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void impostors_are_impostors_wherever_they_stand(int seed) {
    Random random = new Random(seed);
    int hosts = between(random, 1, 500);
    Chain.Path path =
        random.nextBoolean() ? Chain.Path.SELF_SIGNED_LEAF : Chain.Path.UNTRUSTED_ISSUER;

    ProfileBuilder profile =
        Scenarios.impersonators(hosts, path)
            .with(between(random, 0, hosts), Scenarios.impostor(aHost().openVpn(), path))
            .with(
                between(random, 0, hosts),
                Scenarios.impostor(aHost(), path).passive(Reach.PassiveReason.NOT_SAMPLED));

    assertThat(assess(profile).kind()).isEqualTo(VerdictKind.IMPERSONATION);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void kind_and_confidence_follow_from_the_listed_weights_alone(int seed) {
    Assessment assessment = assess(anything(new Random(seed)));

    Map<VerdictKind, Double> posterior = recomputed(assessment.evidence());
    VerdictKind best = Collections.max(posterior.entrySet(), Map.Entry.comparingByValue()).getKey();
    if (assessment.kind() != VerdictKind.INCONCLUSIVE) {
      double expected = posterior.getOrDefault(assessment.kind(), 0.0);
      assertThat(Math.abs(assessment.confidence() - Math.min(0.999, expected))).isLessThan(0.001);
      assertThat(family(posterior, assessment.kind()))
          .isGreaterThanOrEqualTo(family(posterior, best));
      assertThat(family(posterior, assessment.kind())).isGreaterThanOrEqualTo(0.85 - 1e-9);
    }
    assertThat(new Judge(RULESET).decide(assessment.evidence()).kind())
        .isEqualTo(assessment.kind());
    for (Evidence evidence : assessment.evidence()) {
      assertThat(evidence.getWeight())
          .isEqualTo(evidence.getWeights().getOrDefault(assessment.kind().name(), 0.0));
    }
  }

  /** By hand, from what anybody can read in a verdict and a ruleset. */
  private static Map<VerdictKind, Double> recomputed(List<Evidence> evidence) {
    Map<VerdictKind, Double> odds = new TreeMap<>();
    for (VerdictKind kind : Ruleset.kinds()) {
      double bits =
          evidence.stream()
              .mapToDouble(one -> one.getWeights().getOrDefault(kind.name(), 0.0))
              .sum();
      odds.put(kind, RULESET.prior(kind) * Math.pow(2, bits));
    }
    double all = odds.values().stream().mapToDouble(Double::doubleValue).sum();
    odds.replaceAll((kind, one) -> one / all);
    return odds;
  }

  private static double family(Map<VerdictKind, Double> posterior, VerdictKind kind) {
    return switch (kind) {
      case VPN_CAMOUFLAGE, TLS_RELAY ->
          posterior.getOrDefault(VerdictKind.VPN_CAMOUFLAGE, 0.0)
              + posterior.getOrDefault(VerdictKind.TLS_RELAY, 0.0);
      case GENUINE, SHARED_SERVICE ->
          posterior.getOrDefault(VerdictKind.GENUINE, 0.0)
              + posterior.getOrDefault(VerdictKind.SHARED_SERVICE, 0.0);
      default -> posterior.getOrDefault(kind, 0.0);
    };
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void weights_and_confidence_are_in_steps_of_a_thousandth_and_finite(int seed) {
    Assessment assessment = assess(anything(new Random(seed)));

    assertThat(assessment.confidence() * 1000).isEqualTo(Math.rint(assessment.confidence() * 1000));
    for (Evidence evidence : assessment.evidence()) {
      assertThat(evidence.getSupport()).isBetween(0L, evidence.getTotal());
      assertThat(evidence.getWeights().values())
          .allMatch(weight -> Math.rint(weight * 1000) / 1000 == weight && Math.abs(weight) < 60);
      assertThat(evidence.getStatement()).endsWith(".").doesNotContain("NaN");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void the_same_rows_give_the_same_assessment_in_whatever_order_they_came(int seed) {
    Profile one = anything(new Random(seed)).build();
    ProfileBuilder again = aProfile();
    List<Map.Entry<dev.unmask.classify.model.Signature, Long>> rows =
        new ArrayList<>(one.hosts().entrySet());
    Collections.shuffle(rows, new Random(seed + 1L));
    rows.forEach(row -> again.with(row.getValue(), row.getKey()));
    one.networks().forEach(again::in);

    var certificate = Optional.of(Scenarios.updateCertificate());
    assertThat(ASSESS.of(again.build(), certificate)).isEqualTo(ASSESS.of(one, certificate));
  }

  /** Any mixture at all, sensible or not. */
  private static ProfileBuilder anything(Random random) {
    ProfileBuilder profile = aProfile();
    int rows = between(random, 1, 12);
    for (int i = 0; i < rows; i++) {
      int count = 1 << random.nextInt(14);
      profile.with(count, anyHost(random));
      profile.in(64_500L + random.nextInt(50), count);
    }
    return profile;
  }

  private static HostBuilder anyHost(Random random) {
    HostBuilder host = aHost().tls("0000000" + random.nextInt(3));
    switch (random.nextInt(4)) {
      case 0 -> host.inside("microsoft");
      case 1 -> host.inside("akamai");
      default -> host.inside();
    }
    host.liveness(pick(random, Liveness.values()));
    Answer answer = pick(random, Answer.values());
    host.answered(answer, answer.spoke() ? "000" + random.nextInt(4) + "abcd" : "");
    host.vpn(pick(random, Vpn.Port1194.values()), pick(random, Vpn.OpenVpn.values()));
    host.chain(
        pick(random, Chain.Anchor.values()),
        pick(random, Chain.Path.values()),
        pick(random, Chain.Time.values()));
    return switch (random.nextInt(6)) {
      case 0 -> host.passive(pick(random, Reach.PassiveReason.values()));
      case 1 -> host.failed(pick(random, TlsOutcome.values()));
      default -> host;
    };
  }

  private static <E> E pick(Random random, E[] of) {
    return List.of(of).get(random.nextInt(of.length));
  }

  /**
   * A cluster that hostile hosts have given 2,000 different rows is judged in some 100 ms; ten
   * seconds is for a busy machine.
   */
  @Test
  void thousands_of_rows_are_judged_in_time() {
    ProfileBuilder profile = Scenarios.relaysWithoutVpn(2_000, 6);
    for (int i = 0; i < 2_000; i++) {
      profile.with(1, aHost().alerting().answered(Answer.HTTP_SUCCESS, "%08x".formatted(i * 7919)));
    }
    Profile built = profile.build();

    long begin = System.nanoTime();
    ASSESS.of(built, Optional.of(Scenarios.updateCertificate()));
    assertThat(System.nanoTime() - begin).isLessThan(10_000_000_000L);
  }

  @Test
  void more_copies_of_the_same_do_not_change_the_verdict_beyond_bounds() {
    double thousand =
        assess(Scenarios.stolenKeyThatCloses(1_000, 3)).evidence().stream()
            .mapToDouble(Evidence::getWeight)
            .sum();
    double million =
        assess(Scenarios.stolenKeyThatCloses(1_000_000, 3)).evidence().stream()
            .mapToDouble(Evidence::getWeight)
            .sum();

    assertThat(million - thousand).isLessThan(0.2);
    assertThat(assess(Scenarios.stolenKeyThatCloses(1_000_000, 3)).kind())
        .isEqualTo(VerdictKind.INCONCLUSIVE);
  }
}
