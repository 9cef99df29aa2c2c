package dev.unmask.enrich.policy;

import static dev.unmask.enrich.policy.Subjects.FINGERPRINT;
import static dev.unmask.enrich.policy.Subjects.UNWATCHED;
import static dev.unmask.enrich.policy.Subjects.WATCHED;
import static dev.unmask.enrich.policy.Subjects.aHost;
import static dev.unmask.enrich.policy.Subjects.at;
import static dev.unmask.enrich.policy.Subjects.naming;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Hint;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.PassiveReason;
import dev.unmask.enrich.policy.Decision.Passive;
import dev.unmask.enrich.policy.Decision.Probe;
import dev.unmask.enrich.probe.visit.Tier;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class PolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Scope EVERYTHING = Scope.of("everything");

  @Test
  void a_host_in_scope_that_names_a_watched_owner_is_probed() {
    assertThat(policy(true, EVERYTHING).decide(naming(WATCHED)))
        .isEqualTo(
            new Probe(
                Tier.APPLICATION, "names the watched owner microsoft; tier 2: as every host"));
  }

  @Test
  void nothing_is_probed_without_a_contact() {
    assertPassive(policy(false, EVERYTHING).decide(naming(WATCHED)), PassiveReason.PROBING_OFF);
  }

  @Test
  void nothing_is_probed_without_a_scope() {
    assertPassive(policy(true, Scope.none()).decide(naming(WATCHED)), PassiveReason.PROBING_OFF);
    assertPassive(
        policy(true, Scope.of("port:443")).decide(naming(WATCHED)), PassiveReason.PROBING_OFF);
  }

  @Test
  void nothing_out_of_scope_is_probed() {
    assertPassive(
        policy(true, Scope.of("asn:1")).decide(naming(WATCHED)), PassiveReason.OUT_OF_SCOPE);
  }

  @Test
  void nothing_on_the_blocklist_or_in_a_special_range_is_probed() {
    assertPassive(policy(true, EVERYTHING).decide(at("9.9.9.9")), PassiveReason.BLOCKLISTED);
    assertPassive(policy(true, EVERYTHING).decide(at("127.0.0.1")), PassiveReason.BLOCKLISTED);
  }

  @Test
  void an_endpoint_without_a_certificate_is_not_probed() {
    assertPassive(
        policy(true, EVERYTHING).decide(Subjects.withoutCertificate()),
        PassiveReason.NO_CERTIFICATE);
  }

  @Test
  void an_endpoint_that_is_no_tcp_port_is_not_probed() {
    assertPassive(policy(true, EVERYTHING).decide(Subjects.overUdp()), PassiveReason.OTHER);
    assertPassive(policy(true, EVERYTHING).decide(Subjects.onPort(0)), PassiveReason.OTHER);
  }

  @Test
  void a_certificate_that_names_nobody_watched_and_is_not_shared_is_not_probed() {
    assertPassive(policy(true, EVERYTHING).decide(aHost()), PassiveReason.NOT_WATCHED);
    assertPassive(policy(true, EVERYTHING).decide(naming(UNWATCHED)), PassiveReason.NOT_WATCHED);
    assertPassive(
        hinted(new Hint(19L, false, Map.of())).decide(aHost()), PassiveReason.NOT_WATCHED);
  }

  @Test
  void a_certificate_that_is_shared_widely_is_probed() {
    assertThat(hinted(new Hint(20L, false, Map.of())).decide(aHost()))
        .isEqualTo(new Probe(Tier.APPLICATION, "shared by 20 hosts; tier 2: as every host"));
  }

  @Test
  void a_cluster_that_classification_watches_is_probed() {
    assertThat(hinted(new Hint(1L, true, Map.of())).decide(aHost()))
        .isEqualTo(new Probe(Tier.APPLICATION, "its cluster is watched; tier 2: as every host"));
  }

  @Test
  void a_certificate_that_the_scope_names_is_probed() {
    assertThat(policy(true, Scope.of("fingerprint:" + FINGERPRINT)).decide(aHost()))
        .isEqualTo(
            new Probe(Tier.APPLICATION, "the scope names its fingerprint; tier 2: as every host"));
  }

  @Test
  void the_gate_lets_allowed_addresses_pass() throws UnknownHostException {
    assertThat(policy(true, EVERYTHING).gate(InetAddress.getByName("8.8.8.8"))).isEmpty();
  }

  @Test
  void the_gate_stops_blocked_addresses() throws UnknownHostException {
    var policy = policy(true, EVERYTHING);

    assertThat(policy.gate(InetAddress.getByName("9.9.9.9"))).contains(Outcome.BLOCKLISTED_TARGET);
    assertThat(policy.gate(InetAddress.getByName("127.0.0.1")))
        .contains(Outcome.BLOCKLISTED_TARGET);
    assertThat(policy.gate(InetAddress.getByName("::ffff:10.0.0.1")))
        .contains(Outcome.BLOCKLISTED_TARGET);
  }

  @Test
  void the_gate_stops_everything_while_probing_is_off() throws UnknownHostException {
    assertThat(policy(false, EVERYTHING).gate(InetAddress.getByName("8.8.8.8")))
        .contains(Outcome.POLICY_SKIPPED);
    assertThat(policy(true, Scope.none()).gate(InetAddress.getByName("8.8.8.8")))
        .contains(Outcome.POLICY_SKIPPED);
  }

  @Test
  void a_host_that_was_probed_of_late_is_left_alone() {
    var policy = remembering(Map.of("8.8.8.8:443/tcp", NOW.minus(Duration.ofHours(23))));

    assertThat(policy.decide(naming(WATCHED)))
        .isEqualTo(
            new Passive(
                PassiveReason.RECENTLY_PROBED,
                "probed at 2026-11-23T13:00:00Z, less than PT24H ago"));
    assertPassive(policy.decide(Subjects.showing("cd".repeat(32))), PassiveReason.RECENTLY_PROBED);
  }

  @Test
  void another_port_of_it_is_another_host() {
    var policy = remembering(Map.of("8.8.8.8:443/tcp", NOW));

    assertThat(policy.decide(Subjects.onPort(636))).isInstanceOf(Probe.class);
  }

  @Test
  void a_host_is_probed_again_when_the_time_is_over() {
    var policy = remembering(Map.of("8.8.8.8:443/tcp", NOW.minus(Duration.ofHours(24))));

    assertThat(policy.decide(naming(WATCHED))).isInstanceOf(Probe.class);
  }

  @Test
  void a_time_far_ahead_comes_from_a_wrong_clock() {
    var policy = remembering(Map.of("8.8.8.8:443/tcp", NOW.plus(Duration.ofDays(400))));

    assertThat(policy.decide(naming(WATCHED))).isInstanceOf(Probe.class);
  }

  @Test
  void while_the_blocklist_cannot_be_used_nothing_is_probed() throws UnknownHostException {
    var closed = new AddressRules(Blocklist.closed("list line 3"), true);
    var policy = policy(true, EVERYTHING, closed, none -> Optional.empty(), Map.of());

    assertPassive(policy.decide(naming(WATCHED)), PassiveReason.PROBING_OFF);
    assertThat(policy.decide(naming(WATCHED)).why()).contains("list line 3");
    assertThat(policy.gate(InetAddress.getByName("8.8.8.8"))).contains(Outcome.POLICY_SKIPPED);
  }

  private static Policy policy(boolean contact, Scope scope) {
    return policy(contact, scope, addresses(), fingerprint -> Optional.empty(), Map.of());
  }

  private static Policy hinted(Hint hint) {
    return policy(true, EVERYTHING, addresses(), fingerprint -> Optional.of(hint), Map.of());
  }

  private static Policy remembering(Map<String, Instant> probed) {
    return policy(true, EVERYTHING, addresses(), fingerprint -> Optional.empty(), probed);
  }

  private static Policy policy(
      boolean contact,
      Scope scope,
      AddressRules addresses,
      Function<String, Optional<Hint>> hints,
      Map<String, Instant> probed) {
    return new Policy(
        contact,
        scope,
        addresses,
        new Interest(scope, hints, 20),
        new Recency(
            endpoint -> Optional.ofNullable(probed.get(endpoint)),
            Duration.ofDays(1),
            Clock.fixed(NOW, ZoneOffset.UTC)),
        new Sampling(SampleSizes.none(), hints));
  }

  private static AddressRules addresses() {
    return new AddressRules(Blocklist.of(ListFile.entries("blocklist", List.of("9.9.9.9"))), false);
  }

  private static void assertPassive(Decision decision, PassiveReason reason) {
    assertThat(decision)
        .isInstanceOfSatisfying(
            Passive.class, passive -> assertThat(passive.reason()).isEqualTo(reason));
  }
}
