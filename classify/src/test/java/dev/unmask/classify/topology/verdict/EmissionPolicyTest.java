package dev.unmask.classify.topology.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Basis;
import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.Role;
import dev.unmask.avro.Severity;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.assess.Assessment;
import dev.unmask.classify.topology.store.Issued;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EmissionPolicyTest {

  private final EmissionPolicy policy = EmissionPolicy.DEFAULT;

  @Test
  void the_first_verdict_is_news() {
    assertThat(policy.material(Optional.empty(), relay(0.9), relays(1))).isTrue();
  }

  @Test
  void another_kind_or_reason_is_news() {
    Optional<Issued> last = issued(VerdictKind.TLS_RELAY, Optional.empty(), 0.9, 100, 0);

    assertThat(policy.material(last, relay(0.9), relays(100))).isFalse();
    assertThat(policy.material(last, inconclusive(InconclusiveReason.UNREACHABLE), relays(100)))
        .isTrue();
    assertThat(
            policy.material(
                issued(
                    VerdictKind.INCONCLUSIVE,
                    Optional.of(InconclusiveReason.NOT_SAMPLED_YET),
                    0,
                    100,
                    0),
                inconclusive(InconclusiveReason.UNREACHABLE),
                relays(100)))
        .isTrue();
  }

  @Test
  void a_confidence_that_moves_by_a_twentieth_is_news() {
    Optional<Issued> last = issued(VerdictKind.TLS_RELAY, Optional.empty(), 0.5, 100, 0);

    assertThat(policy.material(last, relay(0.549), relays(100))).isFalse();
    assertThat(policy.material(last, relay(0.56), relays(100))).isTrue();
    assertThat(policy.material(last, relay(0.44), relays(100))).isTrue();
  }

  @Test
  void a_quarter_more_or_fewer_hosts_are_news() {
    Optional<Issued> last = issued(VerdictKind.TLS_RELAY, Optional.empty(), 0.9, 100, 0);

    assertThat(policy.material(last, relay(0.9), relays(124))).isFalse();
    assertThat(policy.material(last, relay(0.9), relays(125))).isTrue();
    assertThat(policy.material(last, relay(0.9), relays(75))).isTrue();
  }

  @Test
  void of_few_hosts_each_is_news() {
    Optional<Issued> one = issued(VerdictKind.TLS_RELAY, Optional.empty(), 0.9, 1, 0);
    Optional<Issued> none = issued(VerdictKind.TLS_RELAY, Optional.empty(), 0.9, 0, 0);

    assertThat(policy.material(one, relay(0.9), relays(2))).isTrue();
    assertThat(policy.material(none, relay(0.9), relays(0))).isFalse();
    assertThat(policy.material(none, relay(0.9), relays(1))).isTrue();
  }

  @Test
  void growing_to_the_whole_case_makes_tens_of_revisions() {
    Optional<Issued> last = Optional.empty();
    int revisions = 0;
    for (long hosts = 1; hosts <= 8_231; hosts++) {
      if (policy.material(last, relay(0.9), relays(hosts))) {
        last = issued(VerdictKind.TLS_RELAY, Optional.empty(), 0.9, hosts, 0);
        revisions++;
      }
    }

    assertThat(revisions).isBetween(20, 45);
  }

  private static HostsByRole relays(long hosts) {
    TreeMap<Role, SortedMap<Basis, Long>> roles = new TreeMap<>();
    if (hosts > 0) {
      roles.put(Role.HANDSHAKE_RELAY, new TreeMap<>(Map.of(Basis.MEASURED, hosts)));
    }
    return new HostsByRole(roles, 0);
  }

  private static Optional<Issued> issued(
      VerdictKind kind,
      Optional<InconclusiveReason> reason,
      double confidence,
      long hosts,
      long changed) {
    TreeMap<Role, Long> roles = new TreeMap<>();
    if (hosts > 0) {
      roles.put(Role.HANDSHAKE_RELAY, hosts);
    }
    return Optional.of(new Issued(1, kind, reason, confidence, "", roles, changed));
  }

  private static Assessment relay(double confidence) {
    return assessment(VerdictKind.TLS_RELAY, Optional.empty(), confidence);
  }

  private static Assessment inconclusive(InconclusiveReason reason) {
    return assessment(VerdictKind.INCONCLUSIVE, Optional.of(reason), 0);
  }

  private static Assessment assessment(
      VerdictKind kind, Optional<InconclusiveReason> reason, double confidence) {
    return new Assessment(
        kind,
        reason,
        confidence,
        Severity.LOW,
        "case",
        Optional.empty(),
        new TreeMap<>(),
        List.of(),
        List.of(),
        List.of(),
        "",
        new TreeMap<>());
  }
}
