package dev.unmask.enrich.probe.application;

import dev.unmask.avro.HttpSummary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of an HTTP/1.x response (RFC 9112 3 to 5), bounded, as received.
 *
 * @param status three digits
 * @param fields in their order, names in lower case
 */
record HttpResponse(int status, List<Field> fields) {

  private static final int LOCATION = 1_024;
  private static final int SERVER = 256;

  HttpResponse {
    fields = List.copyOf(fields);
  }

  /** One field line (RFC 9112 5). */
  record Field(String name, String value) {}

  Optional<String> first(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).map(Field::value).findFirst();
  }

  /** Whether the response is only an announcement of another one (RFC 9110 15.2). */
  boolean isInterim() {
    return status >= 100 && status < 200 && status != 101;
  }

  HttpSummary summary(byte[] body) {
    return HttpSummary.newBuilder()
        .setStatus(status)
        .setLocation(first("location").map(value -> Cut.to(LOCATION, value)).orElse(null))
        .setServer(first("server").map(value -> Cut.to(SERVER, value)).orElse(null))
        .setTitle(HtmlTitle.in(body).orElse(null))
        .build();
  }

  /** From a whole head, its empty line included; empty where it is no HTTP response. */
  static Optional<HttpResponse> parse(byte[] head) {
    String[] lines = new String(head, StandardCharsets.ISO_8859_1).split("\r?\n", -1);
    return status(lines[0]).map(status -> new HttpResponse(status, fields(lines)));
  }

  /** {@code status-line = HTTP-version SP status-code SP [ reason-phrase ]} (RFC 9112 4). */
  private static Optional<Integer> status(String line) {
    boolean shaped =
        line.length() >= 12
            && line.startsWith("HTTP/1.")
            && isDigit(line.charAt(7))
            && line.charAt(8) == ' '
            && isDigit(line.charAt(9))
            && isDigit(line.charAt(10))
            && isDigit(line.charAt(11))
            && (line.length() == 12 || line.charAt(12) == ' ');
    return shaped ? Optional.of(Integer.parseInt(line.substring(9, 12))) : Optional.empty();
  }

  /**
   * {@code field-line = field-name ":" OWS field-value OWS} (RFC 9112 5); others are passed over.
   */
  private static List<Field> fields(String[] lines) {
    List<Field> fields = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        fields.add(
            new Field(
                lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                lines[i].substring(colon + 1).strip()));
      }
    }
    return fields;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
