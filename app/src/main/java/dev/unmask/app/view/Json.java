package dev.unmask.app.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unmask.app.lab.Confusion;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON on one line, in ASCII alone: what is outside of it is escaped, so that a terminal is safe
 * here too.
 */
final class Json {
  private static final ObjectWriter WRITER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build().writer();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * The document on one line; DEL and what Jackson leaves of ASCII's controls are escaped by JSON's
   * own rules.
   */
  static String line(JsonNode node) {
    try {
      return WRITER.writeValueAsString(node).replace("\u007f", "\\u007f");
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree in memory could not be written", impossible);
    }
  }

  /** Counts by name, sorted. */
  static ObjectNode counts(Map<String, Long> counts) {
    ObjectNode node = object();
    new TreeMap<>(counts).forEach(node::put);
    return node;
  }

  /** Counts by what is true, then by what was given. */
  static ObjectNode confusion(Confusion confusion) {
    ObjectNode node = object();
    confusion.counts().forEach((truth, given) -> node.set(truth, counts(given)));
    return node;
  }

  static ObjectNode put(ObjectNode node, String field, @Nullable Instant time) {
    return node.put(field, time == null ? null : time.toString());
  }
}
