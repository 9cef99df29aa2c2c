package dev.unmask.classify.alert.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unmask.classify.alert.Alert;
import dev.unmask.classify.alert.AlertAction;
import dev.unmask.classify.alert.AlertFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the published attributes of Detection Finding: names, types, requirement and values. */
class OcsfAlertTest {

  /** By object, then by attribute. */
  private static final Map<String, Map<String, String[]>> OBJECTS = new TreeMap<>();

  static {
    Alerts.facts("ocsf-attributes.csv")
        .forEach(
            fact -> OBJECTS.computeIfAbsent(fact[0], object -> new TreeMap<>()).put(fact[1], fact));
  }

  static Stream<Alert> alerts() {
    return Alerts.all();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void every_attribute_is_one_of_the_class_of_its_type_and_none_is_missing(Alert alert) {
    check("finding", Alerts.read(alert, AlertFormat.OCSF));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void the_type_is_that_of_class_and_activity(Alert alert) {
    JsonNode finding = Alerts.read(alert, AlertFormat.OCSF);
    int activity =
        switch (alert.action()) {
          case CREATE -> 1;
          case UPDATE, REOPEN -> 2;
          case CLOSE -> 3;
        };

    assertThat(finding.get("activity_id").intValue()).isEqualTo(activity);
    assertThat(finding.get("type_uid").intValue()).isEqualTo(200_400 + activity);
    assertThat(finding.get("is_alert").booleanValue())
        .isEqualTo(alert.action() != AlertAction.CLOSE);
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void every_piece_of_evidence_has_an_artifact(Alert alert) {
    assertThat(Alerts.read(alert, AlertFormat.OCSF).get("evidences"))
        .isNotEmpty()
        .allMatch(evidence -> evidence.has("data") || evidence.has("dst_endpoint"));
  }

  private static void check(String object, JsonNode node) {
    Map<String, String[]> attributes = OBJECTS.get(object);
    List<String> required =
        attributes.values().stream()
            .filter(fact -> fact[3].equals("required"))
            .map(fact -> fact[1])
            .toList();
    assertThat(required).as("required of " + object).allMatch(node::has);
    node.properties()
        .forEach(
            attribute -> {
              assertThat(attributes).as(object).containsKey(attribute.getKey());
              check(attributes.get(attribute.getKey()), attribute.getValue());
            });
  }

  private static void check(String[] fact, JsonNode value) {
    String type = fact[2];
    if (type.startsWith("object ")) {
      check(type.substring(7), value);
    } else if (type.startsWith("array ")) {
      assertThat(value.isArray()).as(fact[1]).isTrue();
      value.forEach(element -> check(type.substring(6), element));
    } else {
      assertThat(isOf(type, value)).as(fact[1] + " " + value).isTrue();
    }
    if (!fact[4].isEmpty()) {
      assertThat(List.of(fact[4].split(" "))).as(fact[1]).contains(value.asText());
    }
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "strings" -> value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
      case "integer", "long" -> value.isIntegralNumber();
      // Milliseconds since 1970: of this century, not seconds and not nanoseconds.
      case "timestamp" -> value.longValue() > 1_000_000_000_000L && value.longValue() < 1e14;
      case "boolean" -> value.isBoolean();
      case "free" -> value.isObject();
      default -> false;
    };
  }
}
