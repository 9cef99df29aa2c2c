package dev.unmask.ingest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.unmask.ingest.record.Draft.HttpFields;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A response as ZGrab2, and Censys after it, write it: a status, and headers with a list of values
 * each.
 */
final class HttpResponses {

  private HttpResponses() {}

  /** Reads the value of a field of the response. */
  static void read(String name, JsonParser json, HttpFields http) throws IOException {
    switch (name) {
      case "status_code" -> http.status = Tokens.filled(json);
      case "html_title" -> http.title = Tokens.filled(json);
      case "headers", "header" -> Tokens.object(json, field -> header(field, json, http));
      default -> json.skipChildren();
    }
  }

  /** Names are written in any case (RFC 9110 5.1). */
  static void header(String name, JsonParser json, HttpFields http) throws IOException {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "server" -> http.server = first(json);
      case "location" -> http.location = first(json);
      default -> json.skipChildren();
    }
  }

  /** {@code "v"}, {@code ["v"]} or {@code {"headers": ["v"]}}. */
  private static @Nullable String first(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return Tokens.texts(json, 1).stream().findFirst().orElse(null);
    }
    HttpFields one = new HttpFields();
    Tokens.object(
        json,
        field -> {
          if (field.equals("headers")) {
            one.server = Tokens.texts(json, 1).stream().findFirst().orElse(null);
          } else {
            json.skipChildren();
          }
        });
    return one.server;
  }
}
