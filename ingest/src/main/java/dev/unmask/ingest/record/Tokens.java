package dev.unmask.ingest.record;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values out of a stream of JSON tokens, whatever type they were written as. Each method starts on
 * the first token of a value and ends on its last.
 */
final class Tokens {

  /** Reads the value of a field. */
  interface FieldReader {
    void read(String name) throws IOException;
  }

  private Tokens() {}

  /**
   * Every field of an object; a value that is no object is passed over.
   *
   * @throws IOException if a field occurs twice: readers of JSON differ in which of them counts
   */
  static void object(JsonParser json, FieldReader fields) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    Set<String> seen = new HashSet<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (!seen.add(name)) {
        throw unexpected(json, "expected the field once, got it twice");
      }
      json.nextToken();
      fields.read(name);
    }
  }

  /** A string as it is, a number or a boolean as written; null for null and for what has parts. */
  static @Nullable String text(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL || json.currentToken().isStructStart()) {
      json.skipChildren();
      return null;
    }
    return json.getText();
  }

  /** As {@link #text}, and null where it is empty. */
  static @Nullable String filled(JsonParser json) throws IOException {
    String text = text(json);
    return text == null || text.isBlank() ? null : text;
  }

  /**
   * The texts of an array, or the one that stands in its place; the first {@code limit} that are
   * not empty.
   */
  static List<String> texts(JsonParser json, int limit) throws IOException {
    List<String> texts = new ArrayList<>();
    if (json.currentToken() != JsonToken.START_ARRAY) {
      add(texts, filled(json), limit);
      return texts;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      add(texts, filled(json), limit);
    }
    return texts;
  }

  static void requireEnd(JsonParser json) throws IOException {
    if (json.nextToken() != null) {
      throw unexpected(json, "expected the end of the line after the record");
    }
  }

  /** A refusal of the token at hand, with its place. */
  static JsonParseException unexpected(JsonParser json, String sentence) {
    return new JsonParseException(json, sentence, json.currentTokenLocation());
  }

  static String kind(@Nullable JsonToken token) {
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT, END_OBJECT, FIELD_NAME -> "an object";
      case START_ARRAY, END_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "null";
    };
  }

  private static void add(List<String> texts, @Nullable String text, int limit) {
    if (text != null && texts.size() < limit) {
      texts.add(text);
    }
  }
}
