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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PolicyTest {
  private static final Scope EVERYTHING = Scope.of("everything");

  @Test
  void a_host_in_scope_that_names_a_watched_owner_is_probed() {
    assertThat(policy(true, EVERYTHING).decide(naming(WATCHED)))
        .isEqualTo(new Probe(Tier.APPLICATION, "names the watched owner microsoft"));
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
        .isEqualTo(new Probe(Tier.APPLICATION, "shared by 20 hosts"));
  }

  @Test
  void a_cluster_that_classification_watches_is_probed() {
    assertThat(hinted(new Hint(1L, true, Map.of())).decide(aHost()))
        .isEqualTo(new Probe(Tier.APPLICATION, "its cluster is watched"));
  }

  @Test
  void a_certificate_that_the_scope_names_is_probed() {
    assertThat(policy(true, Scope.of("fingerprint:" + FINGERPRINT)).decide(aHost()))
        .isEqualTo(new Probe(Tier.APPLICATION, "the scope names its fingerprint"));
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

  private static Policy policy(boolean contact, Scope scope) {
    return new Policy(contact, scope, addresses(), fingerprint -> Optional.empty(), 20);
  }

  private static Policy hinted(Hint hint) {
    return new Policy(true, EVERYTHING, addresses(), fingerprint -> Optional.of(hint), 20);
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
