package dev.unmask.ingest.record;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Where in its line a record cannot be read: found out only when it cannot. */
final class Spots {

  private static final int MAX_NAMES = 8;
  private static final int MAX_NAME = 64;

  private Spots() {}

  /**
   * Where a parser was refused.
   *
   * @param start of what it read, in the line
   */
  static Spot of(JsonParser json, IOException malformed, int start) {
    Optional<JsonLocation> told =
        malformed instanceof JsonProcessingException known
            ? Optional.ofNullable(known.getLocation())
            : Optional.empty();
    long offset = told.orElseGet(json::currentLocation).getByteOffset();
    return new Spot(start + Math.max(0, offset) + 1, path(json.getParsingContext()));
  }

  /**
   * Where a field of a record has its value; where the record starts, if it has no such field.
   *
   * @param json at the record's start, which parses
   * @param start of the record, in the line
   */
  static Spot of(JsonParser json, String field, int start) throws IOException {
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = json.currentName().equals(field);
      json.nextToken();
      if (found) {
        return new Spot(start + json.currentTokenLocation().getByteOffset() + 1, field);
      }
      json.skipChildren();
    }
    return new Spot(start + 1L, field);
  }

  /** The outermost names, in their order: {@code matches.0.port}. */
  private static String path(JsonStreamContext innermost) {
    Deque<String> names = new ArrayDeque<>();
    Optional<JsonStreamContext> at = Optional.of(innermost);
    while (at.isPresent()) {
      JsonStreamContext context = at.get();
      if (context.inArray() && context.hasCurrentIndex()) {
        names.push(String.valueOf(context.getCurrentIndex()));
      } else if (context.inObject() && context.hasCurrentName()) {
        names.push(Words.cut(context.getCurrentName(), MAX_NAME));
      }
      if (names.size() > MAX_NAMES) {
        names.removeLast();
      }
      at = Optional.ofNullable(context.getParent());
    }
    return String.join(".", names);
  }
}
