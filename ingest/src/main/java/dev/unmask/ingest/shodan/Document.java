package dev.unmask.ingest.shodan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outermost JSON value of a line: a record, or a container of records, whose places are noted
 * so that each keeps its own bytes. Used by one thread.
 */
final class Document {

  /** A record within the line: {@code length} bytes from {@code start}. */
  record Part(int start, int length) {

    /** Its own bytes. */
    ByteBuffer of(byte[] line) {
      return ByteBuffer.wrap(line, start, length).slice();
    }
  }

  private static final long MAX_DISCARDED = 1_000_000_000_000L;

  private final ShodanRecord record = new ShodanRecord();
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
      document.parts(json);
    } else if (first == JsonToken.START_OBJECT) {
      Tokens.object(json, name -> document.field(name, json));
    } else {
      throw Tokens.unexpected(json, "expected an object, got " + Tokens.kind(first));
    }
    return document;
  }

  /** What the object says; of a container, what holds for all its records. */
  ShodanRecord record() {
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
    if (array && (name.equals("data") || name.equals("matches"))) {
      parts(json);
    } else if (name.equals("event")) {
      notice = Tokens.text(json) != null;
    } else if (name.equals("discarded")) {
      discarded = Tokens.text(json);
    } else {
      RecordFields.read(name, json, record);
    }
  }

  private void parts(JsonParser json) throws IOException {
    container = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw Tokens.unexpected(json, "expected records, got " + Tokens.kind(json.currentToken()));
      }
      int start = (int) json.currentTokenLocation().getByteOffset();
      json.skipChildren();
      int end = (int) json.currentLocation().getByteOffset();
      parts.add(new Part(start, end - start));
    }
  }
}
