package dev.unmask.classify.ruleset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unmask.avro.VerdictKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoublePredicate;

/**
 * One JSON object of a ruleset, with where it stands for messages.
 *
 * @param where file and path
 * @param node the object
 */
record Entry(String where, JsonNode node) {

  boolean has(String field) {
    return node.has(field);
  }

  Entry object(String field) {
    JsonNode value = node.path(field);
    if (!value.isObject()) {
      throw refused(field, shown(value), "an object");
    }
    return new Entry(where + ": " + field, value);
  }

  String text(String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw refused(field, shown(value), "a text");
    }
    return value.asText();
  }

  double number(String field, DoublePredicate legal, String expected) {
    JsonNode value = node.path(field);
    if (!value.isNumber() || !legal.test(value.asDouble())) {
      throw refused(field, shown(value), expected);
    }
    return value.asDouble();
  }

  SortedMap<VerdictKind, Double> numbers(
      Set<String> known, DoublePredicate legal, String expected) {
    requireOnly(known);
    SortedMap<VerdictKind, Double> numbers = new TreeMap<>();
    node.fieldNames()
        .forEachRemaining(
            field -> numbers.put(VerdictKind.valueOf(field), number(field, legal, expected)));
    return numbers;
  }

  List<String> texts(String field, Set<String> known) {
    JsonNode list = node.path(field);
    if (!list.isArray() || list.isEmpty()) {
      throw refused(field, shown(list), "a list of evidence codes");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode value : list) {
      if (!known.contains(value.asText())) {
        throw refused(field, shown(value), "one of " + new TreeSet<>(known));
      }
      texts.add(value.asText());
    }
    return texts;
  }

  void requireOnly(Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                throw new IllegalArgumentException(
                    where
                        + ": unknown field '"
                        + field
                        + "': expected one of "
                        + new TreeSet<>(known));
              }
            });
  }

  /** A figure without a reason and a source is a figure that nobody can check. */
  void requireReasons() {
    text("reason");
    text("source");
  }

  IllegalArgumentException refused(String field, String shown, String expected) {
    return new IllegalArgumentException(
        where + ": field '" + field + "' is " + shown + ": expected " + expected);
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "missing" : value.toString();
  }
}
