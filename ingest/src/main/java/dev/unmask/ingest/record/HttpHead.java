package dev.unmask.ingest.record;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP response, out of the text that a service sent.
 *
 * @param status status code (RFC 9110 15), where the text is a response at all
 * @param location the field Location
 * @param server the field Server
 */
record HttpHead(OptionalInt status, Optional<String> location, Optional<String> server) {

  static final HttpHead NONE =
      new HttpHead(OptionalInt.empty(), Optional.empty(), Optional.empty());

  private static final int MAX_HEAD = 32 << 10;
  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/[0-9](?:\\.[0-9])? ([0-9]{3})(?:[ \\r\\n]|$)");

  /** RFC 9112 4 and 5: a status line, then fields until an empty line. */
  static HttpHead of(@Nullable String text) {
    if (text == null || !text.startsWith("HTTP/")) {
      return NONE;
    }
    Matcher line = STATUS_LINE.matcher(text);
    if (!line.lookingAt()) {
      return NONE;
    }
    String fields = fields(text);
    return new HttpHead(
        OptionalInt.of(Integer.parseInt(line.group(1))),
        field(fields, "location"),
        field(fields, "server"));
  }

  boolean isResponse() {
    return status.isPresent();
  }

  private static String fields(String text) {
    int end = text.indexOf("\r\n\r\n");
    int length = end < 0 ? text.length() : end;
    return text.substring(0, Math.min(MAX_HEAD, length));
  }

  private static Optional<String> field(String fields, String name) {
    for (int start = fields.indexOf('\n'); start >= 0; start = fields.indexOf('\n', start + 1)) {
      int colon = start + 1 + name.length();
      boolean found =
          fields.regionMatches(true, start + 1, name, 0, name.length())
              && colon < fields.length()
              && fields.charAt(colon) == ':';
      if (found) {
        int end = fields.indexOf('\n', colon);
        String value = fields.substring(colon + 1, end < 0 ? fields.length() : end).strip();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
