package dev.unmask.ingest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outermost JSON value of a line: a record, or a container of records, whose places are noted
 * so that each keeps its own bytes. Used by one thread.
 */
final class Document {

  /**
   * A record within the line.
   *
   * @param name of the field that it is, if it is none of an array
   */
  record Part(Span span, Format format, String name) {}

  private static final long MAX_DISCARDED = 1_000_000_000_000L;

  /** Arrays of records, and whose they are. */
  private static final Map<String, Format> ARRAYS =
      Map.of(
          "data", Format.SHODAN,
          "matches", Format.SHODAN,
          "services", Format.CENSYS);

  private final Draft record = new Draft();
  private final List<Part> parts = new ArrayList<>();
  private boolean container;
  private boolean notice;
  private @Nullable String discarded;

  private Document() {}

  /**
   * Reads it.
   *
   * @throws IOException if it is no JSON, or neither an object nor an array
   */
  static Document read(JsonParser json) throws IOException {
    Document document = new Document();
    JsonToken first = json.nextToken();
    if (first == JsonToken.START_ARRAY) {
      document.parts(json, Format.SHODAN);
    } else if (first == JsonToken.START_OBJECT) {
      Tokens.object(json, name -> document.field(name, json));
    } else {
      throw Tokens.unexpected(json, "expected an object, got " + Tokens.kind(first));
    }
    return document;
  }

  /** What the object says; of a container, what holds for all its records. */
  Draft record() {
    return record;
  }

  List<Part> parts() {
    return parts;
  }

  boolean isContainer() {
    return container;
  }

  /** A word of the stream about itself, such as {@code {"event":"debug","discarded":12}}. */
  boolean isNotice() {
    return notice && !record.namesHost();
  }

  /** How many records a notice says were left out. */
  long discarded() {
    return Numbers.upTo(MAX_DISCARDED, discarded).orElse(0);
  }

  private void field(String name, JsonParser json) throws IOException {
    boolean array = json.currentToken() == JsonToken.START_ARRAY;
    boolean object = json.currentToken() == JsonToken.START_OBJECT;
    if (array && ARRAYS.containsKey(name)) {
      parts(json, ARRAYS.getOrDefault(name, Format.SHODAN));
    } else if (object && name.equals("data")) {
      answers(json);
    } else if (name.equals("event")) {
      notice = Tokens.text(json) != null;
    } else if (name.equals("discarded")) {
      discarded = Tokens.text(json);
    } else if (!isRead(name, json)) {
      json.skipChildren();
    }
  }

  /** No name means one thing to one feed and another to another. */
  private boolean isRead(String name, JsonParser json) throws IOException {
    return ShodanFields.read(name, json, record)
        || LeakixFields.read(name, json, record)
        || CensysFields.host(name, json, record)
        || ZgrabFields.host(name, json, record);
  }

  /** ZGrab2's: a module's name, and what it saw. */
  private void answers(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String module = json.currentName();
      if (json.nextToken() == JsonToken.START_OBJECT) {
        container = true;
        parts.add(new Part(span(json), Format.ZGRAB2, module));
      } else {
        json.skipChildren();
      }
    }
  }

  private void parts(JsonParser json, Format format) throws IOException {
    container = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw Tokens.unexpected(json, "expected records, got " + Tokens.kind(json.currentToken()));
      }
      parts.add(new Part(span(json), format, ""));
    }
  }

  private static Span span(JsonParser json) throws IOException {
    int start = (int) json.currentTokenLocation().getByteOffset();
    json.skipChildren();
    return new Span(start, (int) json.currentLocation().getByteOffset() - start);
  }
}
