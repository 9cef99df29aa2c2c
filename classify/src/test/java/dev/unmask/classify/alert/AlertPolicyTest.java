package dev.unmask.classify.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.unmask.avro.VerdictKind;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlertPolicyTest {

  private static AlertPolicy policy(VerdictKind kind, long hosts, int perHour, Duration after) {
    return new AlertPolicy(
        true, AlertFormat.OCSF, Set.of(kind), Set.of("acme"), hosts, perHour, after);
  }

  @Test
  void defaults_are_those_of_the_help() {
    AlertPolicy defaults = AlertPolicy.defaults();

    assertThat(defaults.live()).isTrue();
    assertThat(defaults.format()).isEqualTo(AlertFormat.ECS);
    assertThat(defaults.hosts()).isEqualTo(2);
    assertThat(defaults.perHour()).isOne();
    assertThat(defaults.after()).isEqualTo(Duration.ofMinutes(1));
    assertThat(defaults.admits(VerdictKind.TLS_RELAY, Optional.empty())).isTrue();
    assertThat(defaults.admits(VerdictKind.GENUINE, Optional.of("acme"))).isFalse();
  }

  @Test
  void every_setting_is_kept() {
    AlertPolicy set = policy(VerdictKind.PROXY_SCRIPT, 7, 9, Duration.ZERO);

    assertThat(set.kinds()).containsExactly(VerdictKind.PROXY_SCRIPT);
    assertThat(set.owners()).containsExactly("acme");
    assertThat(set.hosts()).isEqualTo(7);
    assertThat(set.perHour()).isEqualTo(9);
    assertThat(set.after()).isZero();
  }

  static Stream<Arguments> refusals() {
    Duration minute = Duration.ofMinutes(1);
    VerdictKind relay = VerdictKind.TLS_RELAY;
    return Stream.of(
        refusal("--alert-kinds", () -> policy(VerdictKind.INCONCLUSIVE, 1, 1, minute)),
        refusal("--alert-hosts", () -> policy(relay, 0, 1, minute)),
        refusal("--alerts-per-hour", () -> policy(relay, 1, 0, minute)),
        refusal("--alerts-per-hour", () -> policy(relay, 1, 1_001, minute)),
        refusal("--alert-after", () -> policy(relay, 1, 1, Duration.ofMillis(-1))),
        refusal("--alert-after", () -> policy(relay, 1, 1, Duration.ofMinutes(61))));
  }

  private static Arguments refusal(String flag, Supplier<AlertPolicy> policy) {
    return Arguments.of(flag, policy);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void a_value_out_of_range_is_refused_by_its_flag(String flag, Supplier<AlertPolicy> policy) {
    assertThatIllegalArgumentException()
        .isThrownBy(policy::get)
        .withMessageStartingWith(flag)
        .withMessageContaining("expected");
  }
}
