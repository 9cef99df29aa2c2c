package dev.unmask.classify.alert.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unmask.classify.alert.Alert;
import dev.unmask.classify.alert.AlertFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the published fields of ECS: their names, types and allowed values. */
class EcsAlertTest {

  private static final Map<String, String[]> FIELDS = new TreeMap<>();

  static {
    Alerts.facts("ecs-fields.csv").forEach(field -> FIELDS.put(field[0], field));
  }

  static Stream<Alert> alerts() {
    return Alerts.all();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void every_field_is_one_of_ecs_and_of_its_type(Alert alert) {
    check("", Alerts.read(alert, AlertFormat.ECS));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void it_has_what_an_alert_must_have(Alert alert) {
    JsonNode event = Alerts.read(alert, AlertFormat.ECS).get("event");

    assertThat(event.get("kind").textValue()).isEqualTo("alert");
    // Both categories allow the type info.
    assertThat(event.get("category"))
        .extracting(JsonNode::textValue)
        .containsExactly("intrusion_detection", "network");
    assertThat(event.get("type")).extracting(JsonNode::textValue).containsExactly("info");
    assertThat(event.get("risk_score_norm").doubleValue()).isBetween(0.0, 100.0);
  }

  @Test
  void labels_are_texts_as_they_have_to_be() {
    Alerts.all()
        .forEach(
            alert ->
                assertThat(Alerts.read(alert, AlertFormat.ECS).get("labels"))
                    .isNotEmpty()
                    .allMatch(JsonNode::isTextual));
  }

  private static void check(String path, JsonNode node) {
    if (path.equals("labels") || path.equals("unmask")) {
      return;
    }
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  check(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue()));
      return;
    }
    assertThat(FIELDS).as("fields of ECS").containsKey(path);
    String[] fact = FIELDS.get(path);
    assertThat(node.isArray()).as(path).isEqualTo(fact[2].equals("array"));
    Iterable<JsonNode> values = node.isArray() ? node : List.of(node);
    values.forEach(value -> assertThat(isOf(fact[1], value)).as(path + " " + value).isTrue());
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "keyword", "text" -> value.isTextual();
      case "ip" -> value.textValue().matches("[0-9a-f.:]+");
      case "date" -> Instant.parse(value.textValue()).toEpochMilli() > 0;
      case "long" -> value.isIntegralNumber();
      case "float" -> value.isNumber();
      default -> false;
    };
  }
}
