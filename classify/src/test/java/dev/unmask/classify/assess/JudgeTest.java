package dev.unmask.classify.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.unmask.avro.Evidence;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.ruleset.Ruleset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JudgeTest {

  private final Judge judge = new Judge(Ruleset.builtIn());

  private static Evidence evidence(String code, Map<String, Double> weights) {
    return new Evidence(code, "", 1L, 1L, 0.0, weights);
  }

  @Test
  void without_evidence_nothing_is_decided_and_the_priors_remain() {
    Decision decision = judge.decide(List.of());

    assertThat(decision.kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
    assertThat(decision.confidence()).isZero();
    assertThat(decision.probability(VerdictKind.GENUINE)).isCloseTo(0.40, within(0.001));
    assertThat(decision.posterior().values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void a_bit_doubles_the_odds() {
    Decision before = judge.decide(List.of());
    Decision after = judge.decide(List.of(evidence("LIVENESS", Map.of("TLS_RELAY", 1.0))));

    double odds =
        before.probability(VerdictKind.TLS_RELAY) / before.probability(VerdictKind.GENUINE);
    double oddsAfter =
        after.probability(VerdictKind.TLS_RELAY) / after.probability(VerdictKind.GENUINE);
    assertThat(oddsAfter / odds).isCloseTo(2, within(1e-9));
  }

  @Test
  void relays_with_and_without_vpn_are_decided_together_and_the_likelier_is_named() {
    Decision decision =
        judge.decide(
            List.of(evidence("LIVENESS", Map.of("TLS_RELAY", 12.0, "VPN_CAMOUFLAGE", 12.8))));

    assertThat(decision.kind()).isEqualTo(VerdictKind.TLS_RELAY);
    assertThat(decision.confidence()).isBetween(0.5, 0.6);
  }

  @Test
  void a_kind_is_not_decided_without_the_sign_that_it_needs() {
    Map<String, Double> strong = Map.of("KEY_COMPROMISE", 15.0);

    assertThat(judge.decide(List.of(evidence("OPENVPN_ANSWERED", strong))).kind())
        .isEqualTo(VerdictKind.INCONCLUSIVE);
    assertThat(judge.decide(List.of(evidence("HANDSHAKE_COMPLETED", strong))).kind())
        .isEqualTo(VerdictKind.INCONCLUSIVE);
    assertThat(judge.decide(List.of(evidence("FOREIGN_CONTENT", strong))).kind())
        .isEqualTo(VerdictKind.KEY_COMPROMISE);
  }

  @Test
  void confidence_is_never_certainty() {
    Decision decision = judge.decide(List.of(evidence("LIVENESS", Map.of("TLS_RELAY", 30.0))));

    assertThat(decision.confidence()).isEqualTo(0.999);
  }

  @Test
  void the_order_of_evidence_does_not_matter() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<Evidence> evidence = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        evidence.add(
            evidence(
                "TWIN",
                Map.of(
                    "TLS_RELAY",
                    tenths(random),
                    "GENUINE",
                    tenths(random),
                    "KEY_COMPROMISE",
                    tenths(random))));
      }
      Decision one = judge.decide(evidence);
      Collections.shuffle(evidence, random);
      assertThat(judge.decide(evidence)).isEqualTo(one);
    }
  }

  private static double tenths(Random random) {
    return (random.nextInt(20_000) - 10_000) / 1000.0;
  }
}
