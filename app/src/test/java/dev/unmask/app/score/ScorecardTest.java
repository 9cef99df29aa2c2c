package dev.unmask.app.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.app.lab.Found;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Role;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.lab.feed.LabTruth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScorecardTest {
  private final List<LabTruth.Verdict> truths = new ArrayList<>();
  private final Map<String, Verdict> verdicts = new HashMap<>();

  @Test
  void what_is_right_is_on_the_diagonal() {
    scenario("a", VerdictKind.TLS_RELAY, VerdictKind.TLS_RELAY);
    scenario("b", VerdictKind.TLS_RELAY, VerdictKind.TLS_RELAY);
    Scorecard card = card();

    assertThat(card.verdicts().counts()).isEqualTo(Map.of("TLS_RELAY", Map.of("TLS_RELAY", 2L)));
    assertThat(card.verdicts().right()).isEqualTo(2);
    assertThat(card.scenarios()).isEqualTo(2);
    assertThat(card.confused()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "TLS_RELAY,      KEY_COMPROMISE, 1, 0",
    "VPN_CAMOUFLAGE, KEY_COMPROMISE, 1, 0",
    "KEY_COMPROMISE, TLS_RELAY,      0, 1",
    "KEY_COMPROMISE, VPN_CAMOUFLAGE, 0, 1",
    "KEY_COMPROMISE, INCONCLUSIVE,   0, 0",
    "TLS_RELAY,      INCONCLUSIVE,   0, 0",
    "TLS_RELAY,      VPN_CAMOUFLAGE, 0, 0",
    "SHARED_SERVICE, KEY_COMPROMISE, 0, 0",
    "KEY_COMPROMISE, KEY_COMPROMISE, 0, 0"
  })
  void two_errors_matter(VerdictKind truth, VerdictKind given, long cried, long missed) {
    scenario("a", truth, given);
    Scorecard card = card();

    assertThat(card.relaysCalledStolen()).isEqualTo(cried);
    assertThat(card.stolenCalledRelays()).isEqualTo(missed);
    assertThat(card.errors()).isEqualTo(cried + missed);
  }

  @Test
  void other_verdicts_than_the_true_one_are_named() {
    scenario("a", VerdictKind.TLS_RELAY, VerdictKind.TLS_RELAY);
    scenario("b", VerdictKind.TLS_RELAY, VerdictKind.INCONCLUSIVE);

    assertThat(card().confused())
        .containsExactly(
            new Scorecard.Confused("b", "TLS_RELAY", Optional.ofNullable(verdicts.get("b"))));
  }

  @Test
  void no_verdict_and_no_role_are_answers_too() {
    truths.add(new LabTruth.Verdict("a", "a", VerdictKind.GENUINE, Optional.empty(), 1));
    Scorecard card = card();

    assertThat(card.verdicts().counts()).isEqualTo(Map.of("GENUINE", Map.of("NONE", 1L)));
    assertThat(card.confused()).hasSize(1);
    assertThat(card.roles().counts())
        .isEqualTo(Map.of("GENUINE", Map.of("GENUINE", 1L), "KEY_HOLDER", Map.of("NONE", 1L)));
  }

  private void scenario(String name, VerdictKind truth, VerdictKind given) {
    Optional<String> reason =
        truth == VerdictKind.INCONCLUSIVE ? Optional.of("UNREACHABLE") : Optional.empty();
    truths.add(new LabTruth.Verdict(name, name, truth, reason, 1));
    verdicts.put(name, Verdict.newBuilder().setFingerprint(name).setKind(given).build());
  }

  private Scorecard card() {
    LabTruth truth =
        new LabTruth(
            List.of(
                host("127.1.0.1:443/tcp", Role.GENUINE),
                host("127.1.0.2:443/tcp", Role.KEY_HOLDER)),
            truths);
    Map<String, HostVerdict> hosts =
        Map.of("127.1.0.1:443/tcp", HostVerdict.newBuilder().setRole(Role.GENUINE).build());
    return Scorecard.of(new Found(truth, verdicts, hosts, Map.of()));
  }

  private static LabTruth.Host host(String endpoint, Role role) {
    return new LabTruth.Host(
        endpoint, role, VpnEvidence.NONE, "a", VerdictKind.TLS_RELAY, Optional.empty(), "cast");
  }
}
