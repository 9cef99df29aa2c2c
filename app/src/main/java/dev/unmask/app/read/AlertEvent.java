package dev.unmask.app.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unmask.avro.Severity;
import dev.unmask.classify.alert.Alert;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * An event of {@code unmask.alerts} as far as a list shows it, in whichever vocabulary it is.
 * Whoever can write the topic may write anything: texts are as they came.
 *
 * @param document all of it
 * @param action created, updated, closed or reopened
 * @param rule a kind of verdict, or {@link Alert#WITHHELD}
 * @param confidence 0 to 1
 */
public record AlertEvent(
    JsonNode document,
    Instant at,
    String caseId,
    String action,
    Alert.Status status,
    Severity severity,
    String rule,
    Optional<String> owner,
    double confidence,
    long hosts,
    String message) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int DETECTION_FINDING = 2004;

  /**
   * The event that the JSON is.
   *
   * @throws UnreadableRecordException if it is none
   */
  static AlertEvent read(byte[] json) {
    try {
      JsonNode root = MAPPER.readTree(json);
      return root.path("class_uid").asInt() == DETECTION_FINDING ? ofOcsf(root) : ofEcs(root);
    } catch (IOException | IllegalArgumentException | DateTimeException unreadable) {
      // Not the message, which has text of the record in it: this is logged as it is.
      String reason = unreadable.getClass().getSimpleName();
      throw new UnreadableRecordException("it is no alert: " + reason, unreadable);
    }
  }

  private static AlertEvent ofEcs(JsonNode root) {
    return new AlertEvent(
        root,
        Instant.parse(root.path("@timestamp").asText()),
        root.at("/labels/case_id").asText(),
        root.at("/event/action").asText().replaceFirst("^alert-", ""),
        Alert.Status.valueOf(symbol(root.at("/labels/status"))),
        Severity.valueOf(symbol(root.at("/labels/severity"))),
        root.at("/rule/name").asText(),
        owner(root.at("/labels/owner")),
        root.at("/unmask/confidence").asDouble(),
        root.at("/unmask/hosts").asLong(),
        root.path("message").asText());
  }

  private static AlertEvent ofOcsf(JsonNode root) {
    Alert.Status status = Alert.Status.valueOf(symbol(root.path("status")));
    return new AlertEvent(
        root,
        Instant.ofEpochMilli(root.path("time").asLong()),
        root.at("/finding_info/uid").asText(),
        action(root.path("activity_id").asInt(), status),
        status,
        Severity.valueOf(symbol(root.path("severity"))),
        root.at("/finding_info/analytic/name").asText(),
        owner(root.at("/unmapped/owner")),
        root.path("confidence_score").asDouble() / 100,
        root.at("/unmapped/hosts").asLong(),
        root.path("message").asText());
  }

  /** To be opened again is an update to the status New there, and nothing else is. */
  private static String action(int activity, Alert.Status status) {
    return switch (activity) {
      case 1 -> "created";
      case 3 -> "closed";
      default -> status == Alert.Status.NEW ? "reopened" : "updated";
    };
  }

  private static String symbol(JsonNode text) {
    return text.asText().toUpperCase(Locale.ROOT).replace(' ', '_');
  }

  private static Optional<String> owner(JsonNode text) {
    return Optional.of(text.asText()).filter(id -> !id.isEmpty());
  }
}
