package dev.unmask.classify.alert.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.unmask.classify.alert.Alert;
import dev.unmask.classify.alert.AlertFormat;

/**
 * Alerts as JSON objects on one line each, in ASCII alone: whatever a certificate says, it is valid
 * JSON, in valid UTF-8. At most 32 KiB.
 */
public final class AlertJson {

  private static final ObjectWriter WRITER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build().writer();

  private AlertJson() {}

  /** An alert in this vocabulary. */
  public static String of(Alert alert, AlertFormat format) {
    return line(
        switch (format) {
          case ECS -> EcsAlert.of(alert);
          case OCSF -> OcsfAlert.of(alert);
        });
  }

  private static String line(JsonNode node) {
    try {
      return WRITER.writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree in memory could not be written", impossible);
    }
  }
}
