package dev.unmask.classify.alert.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unmask.classify.alert.AlertFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertJsonTest {

  @ParameterizedTest
  @EnumSource
  void hostile_names_make_one_bounded_line_of_valid_ascii(AlertFormat format) {
    String json = AlertJson.of(Alerts.hostile(), format);

    assertThat(json.chars()).allMatch(c -> c >= ' ' && c <= 0x7f);
    assertThat(json.length()).isLessThan(32 << 10);
    assertThat(Alerts.read(Alerts.hostile(), format).isObject()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void what_a_certificate_says_is_not_changed(AlertFormat format) {
    JsonNode read = Alerts.read(Alerts.hostile(), format);

    assertThat(read.findValue("subject").textValue())
        .startsWith("\"}\\\u0000\u001b[31m\u202e")
        .hasSizeLessThanOrEqualTo(256);
  }

  @ParameterizedTest
  @EnumSource
  void every_alert_is_an_object_with_its_case_and_event(AlertFormat format) {
    Alerts.all()
        .forEach(
            alert ->
                assertThat(AlertJson.of(alert, format)).contains(alert.caseId(), alert.eventId()));
  }
}
