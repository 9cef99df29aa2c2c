package dev.unmask.classify.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.unmask.avro.VerdictKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RulesetTest {

  private static String builtIn() {
    try (InputStream json = RulesetTest.class.getResourceAsStream("/ruleset.json")) {
      return new String(json.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static Ruleset parse(String json) {
    return Ruleset.parse(json.getBytes(StandardCharsets.UTF_8), "mine.json");
  }

  /** The built-in file with the first occurrence of a text replaced. */
  private static String with(String text, String replacement) {
    String json = builtIn();
    assertThat(json).contains(text);
    int at = json.indexOf(text);
    return json.substring(0, at) + replacement + json.substring(at + text.length());
  }

  @Test
  void priors_sum_to_1() {
    Ruleset ruleset = Ruleset.builtIn();

    assertThat(Ruleset.kinds().stream().mapToDouble(ruleset::prior).sum())
        .isCloseTo(1, within(0.001));
    assertThat(Ruleset.kinds()).hasSize(8).doesNotContain(VerdictKind.INCONCLUSIVE);
  }

  @Test
  void before_anything_is_seen_a_relay_is_not_much_likelier_than_a_stolen_key() {
    Ruleset ruleset = Ruleset.builtIn();

    double relay = ruleset.prior(VerdictKind.VPN_CAMOUFLAGE) + ruleset.prior(VerdictKind.TLS_RELAY);
    assertThat(relay / ruleset.prior(VerdictKind.KEY_COMPROMISE)).isLessThan(2);
  }

  @ParameterizedTest
  @EnumSource(Sign.class)
  void every_weight_has_a_reason_and_a_source(Sign sign) {
    Weighting weighting = Ruleset.builtIn().weighting(sign);

    assertThat(weighting.reason()).isNotBlank();
    assertThat(weighting.source()).isNotBlank();
  }

  @Test
  void a_completed_handshake_speaks_for_nobody() {
    assertThat(Ruleset.builtIn().weighting(Sign.COMPLETED).bits()).isEmpty();
  }

  /**
   * VPN evidence tells camouflage from a plain relay; it must not tell a relay from a key holder.
   */
  @Test
  void a_vpn_speaks_for_a_key_holder_nearly_as_it_does_for_camouflage() {
    for (Sign sign : new Sign[] {Sign.OPENVPN, Sign.OPEN_1194, Sign.BEHIND_KEY, Sign.SHARED_PORT}) {
      var bits = Ruleset.builtIn().weighting(sign).bits();
      assertThat(bits.get(VerdictKind.VPN_CAMOUFLAGE) - bits.get(VerdictKind.KEY_COMPROMISE))
          .isBetween(0.0, 1.0);
    }
  }

  @Test
  void life_does_not_speak_for_a_relay_and_a_close_is_no_sign_at_all() {
    var alive = Ruleset.builtIn().weighting(Sign.ALIVE).bits();

    assertThat(alive.get(VerdictKind.TLS_RELAY)).isNotPositive();
    assertThat(Sign.values()).noneMatch(sign -> sign.key().contains("CLOSED"));
  }

  @Test
  void the_version_tells_any_change_of_the_file() {
    String json = builtIn();

    assertThat(parse(json).version())
        .matches("\\d{4}-\\d{2}-\\d{2}\\+[0-9a-f]{12}")
        .isEqualTo(Ruleset.builtIn().version());
    assertThat(parse(json + "\n").version()).isNotEqualTo(parse(json).version());
  }

  @Test
  void an_edited_weight_is_used() {
    String json =
        with(
            "\"bits\": {\"VPN_CAMOUFLAGE\": 7, \"TLS_RELAY\": 7",
            "\"bits\": {\"VPN_CAMOUFLAGE\": 7, \"TLS_RELAY\": 2.5");

    assertThat(parse(json).weighting(Sign.HELD).bits()).containsEntry(VerdictKind.TLS_RELAY, 2.5);
  }

  static Stream<Arguments> slips() {
    return Stream.of(
        Arguments.of(
            "\"version\": \"2026-11-24\"",
            "\"version\": 7",
            "mine.json: field 'version' is 7: expected a text"),
        Arguments.of("\"version\"", "\"verzion\"", "mine.json: unknown field 'verzion'"),
        Arguments.of(
            "\"probability\": 0.01",
            "\"probability\": 1.5",
            "mine.json: priors: VPN_CAMOUFLAGE: field 'probability' is 1.5: expected a number"
                + " between 0 and 1"),
        Arguments.of(
            "\"probability\": 0.01",
            "\"probability\": 0.2",
            "mine.json: priors: field 'probability' is 1.19 in sum: expected 1 in sum"),
        Arguments.of(
            "\"VPN_CAMOUFLAGE\": {",
            "\"VPN\": {",
            "mine.json: priors: unknown field 'VPN': expected one of [DEFAULT_CERTIFICATE"),
        Arguments.of("\"GENUINE\": {", "\"VPN_CAMOUFLAGE\": {", "Duplicate field 'VPN_CAMOUFLAGE'"),
        Arguments.of(
            "\"value\": 0.85",
            "\"value\": 0.3",
            "mine.json: thresholds: decide: field 'value' is 0.3: expected a number from 0.5 to 1"),
        Arguments.of(
            "\"value\": 5,",
            "\"value\": \"5\",",
            "mine.json: thresholds: minimumHosts: field 'value' is \"5\": expected a number from 1"
                + " to 1000000"),
        Arguments.of(
            "\"decide\": {", "\"decide2\": {", "mine.json: thresholds: unknown field 'decide2'"),
        Arguments.of(
            "\"hostsForHalf\": 3",
            "\"hostsForHalf\": -1",
            "mine.json: signs: MANY_NETWORKS.SPREAD: field 'hostsForHalf' is -1"),
        Arguments.of(
            "\"fullShare\": 1",
            "\"fullShare\": 0",
            "mine.json: signs: MANY_NETWORKS.SPREAD: field 'fullShare' is 0: expected a share above"
                + " 0, at most 1"),
        Arguments.of(
            "\"bits\": {\"VPN_CAMOUFLAGE\": 0.5",
            "\"bits\": {\"VPN_CAMOUFLAGE\": 99",
            "field 'VPN_CAMOUFLAGE' is 99: expected bits from -30 to 30 of MANY_NETWORKS.SPREAD"),
        Arguments.of(
            "\"bits\": {\"VPN_CAMOUFLAGE\": 0.5",
            "\"bits\": {\"INCONCLUSIVE\": 0.5",
            "unknown field 'INCONCLUSIVE'"),
        Arguments.of(
            "\"LIVENESS.HELD\": {",
            "\"LIVENESS.HOLD\": {",
            "mine.json: signs: unknown field 'LIVENESS.HOLD'"),
        Arguments.of(
            "\"codes\": [\"LIVENESS\"",
            "\"codes\": [\"LIVELINESS\"",
            "mine.json: needs: VPN_CAMOUFLAGE: field 'codes' is \"LIVELINESS\": expected one of"),
        Arguments.of(
            "\"codes\": [\"LIVENESS\", \"NO_APPLICATION_DATA\", \"OWNER_CONTENT\","
                + " \"SESSION_RESUMED_ELSEWHERE\", \"SNI_DEPENDENT\"]",
            "\"codes\": []",
            "expected a list of evidence codes"),
        Arguments.of("\"reason\": ", "\"reasons\": ", "unknown field 'reasons'"),
        Arguments.of("{", "", "mine.json: line "));
  }

  @ParameterizedTest
  @MethodSource("slips")
  void a_slip_of_the_pen_is_told_with_field_value_and_expectation(
      String text, String slip, String message) {
    String json = with(text, slip);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(json))
        .withMessageContaining(message);
  }

  @Test
  void a_missing_sign_is_told_by_its_key() {
    String json = builtIn();
    int from = json.indexOf("\"MANY_NETWORKS.SPREAD\"");
    int to = json.indexOf("\"MANY_NETWORKS.CONCENTRATED\"");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(json.substring(0, from) + json.substring(to)))
        .withMessage(
            "mine.json: signs: field 'MANY_NETWORKS.SPREAD' is missing: expected an object");
  }
}
