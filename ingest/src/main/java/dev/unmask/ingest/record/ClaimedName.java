package dev.unmask.ingest.record;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A distinguished name as the scanner parsed it: attribute types and values, their order lost.
 *
 * @param attributes by type, for example {@code CN}; at most {@value #MAX_ATTRIBUTES}
 */
record ClaimedName(Map<String, String> attributes) {

  static final ClaimedName EMPTY = new ClaimedName(Map.of());

  private static final int MAX_ATTRIBUTES = 32;
  private static final int MAX_TEXT = 1_024;
  private static final List<String> MOST_SPECIFIC_FIRST = List.of("CN", "OU", "O", "L", "ST", "C");

  static ClaimedName read(JsonParser json) throws IOException {
    Map<String, String> attributes = new LinkedHashMap<>();
    Tokens.object(
        json,
        type -> {
          List<String> values = Tokens.texts(json, 1);
          if (!values.isEmpty() && attributes.size() < MAX_ATTRIBUTES) {
            attributes.put(type, values.get(0));
          }
        });
    return new ClaimedName(attributes);
  }

  static ClaimedName ofCommonName(String name) {
    return new ClaimedName(Map.of("CN", name));
  }

  Optional<String> commonName() {
    return Optional.ofNullable(attributes.get("CN"));
  }

  /** As RFC 4514 writes it, in the usual order. */
  String text() {
    Stream<String> known = MOST_SPECIFIC_FIRST.stream().filter(attributes::containsKey);
    Stream<String> others =
        attributes.keySet().stream().filter(type -> !MOST_SPECIFIC_FIRST.contains(type));
    String text =
        Stream.concat(known, others)
            .map(type -> type + "=" + escaped(String.valueOf(attributes.get(type))))
            .collect(Collectors.joining(","));
    return text.length() > MAX_TEXT ? Words.cut(text, MAX_TEXT - 3) : text;
  }

  /** RFC 4514 2.4. */
  private static String escaped(String value) {
    StringBuilder escaped = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean edge = (i == 0 && (c == ' ' || c == '#')) || (i == value.length() - 1 && c == ' ');
      if (edge || "\"+,;<>\\".indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }
}
