package dev.unmask.classify.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.VerdictKind;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightingTest {

  private static Weighting weighting(double hostsForHalf, double fullShare, double bits) {
    return new Weighting(
        hostsForHalf,
        fullShare,
        0.5,
        new TreeMap<>(Map.of(VerdictKind.TLS_RELAY, bits)),
        "why",
        "whence");
  }

  @ParameterizedTest
  @CsvSource({
    // hosts for half, full share, bits, support, total -> thousandths of a bit
    "3, 1, 8, 0, 0, 0",
    "3, 1, 8, 0, 100, 0",
    "3, 1, 8, 3, 3, 4000",
    "3, 1, 8, 1, 1, 2000",
    "3, 1, -8, 1, 1, -2000",
    "3, 1, 8, 50, 100, 3774",
    "3, 0.5, 8, 50, 100, 7547",
    "0, 1, 8, 1, 1, 8000",
    "3, 1, 8, 8000, 8000, 7997",
    "3, 1, 8, 1000000, 1000000, 8000",
  })
  void weight_grows_with_share_and_hosts(
      double half, double full, double bits, long support, long total, long expected) {
    var weights = weighting(half, full, bits).millibits(support, total, 1);

    assertThat(weights.getOrDefault(VerdictKind.TLS_RELAY, 0L)).isEqualTo(expected);
  }

  @Test
  void eight_thousand_copies_of_a_weak_sign_do_not_make_a_proof() {
    Weighting weak = weighting(3, 1, 1);

    assertThat(weak.millibits(8_000_000, 8_000_000, 1).get(VerdictKind.TLS_RELAY)).isEqualTo(1000);
  }

  @Test
  void a_factor_weakens() {
    assertThat(weighting(0, 1, 8).millibits(5, 5, 0.25))
        .containsEntry(VerdictKind.TLS_RELAY, 2000L);
    assertThat(weighting(0, 1, 8).millibits(5, 5, 0)).isEmpty();
  }
}
