package dev.unmask.schemas.owner;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** One JSON object of a file of owners, with where it stands for messages. */
record OwnerEntry(String where, JsonNode node) {

  private static final Set<String> DATED = Set.of("value", "from", "until", "source");

  boolean has(String field) {
    return node.has(field);
  }

  String text(String field, Predicate<String> legal, String expected) {
    JsonNode value = node.path(field);
    if (!value.isTextual() || !legal.test(value.asText())) {
      throw refused(field, value, expected);
    }
    return value.asText();
  }

  boolean flag(String field, boolean absent) {
    JsonNode value = node.path(field);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw refused(field, value, "true or false");
    }
    return value.asBoolean(absent);
  }

  Iterable<JsonNode> list(String field) {
    JsonNode value = node.path(field);
    if (!value.isMissingNode() && !value.isArray()) {
      throw refused(field, value, "a list");
    }
    return value;
  }

  Set<Dated<String>> texts(String field, Predicate<String> legal, String expected) {
    return values(
        field,
        value -> Optional.of(value).filter(JsonNode::isTextual).map(JsonNode::asText).filter(legal),
        expected);
  }

  <T extends Comparable<T>> Set<Dated<T>> values(
      String field, Function<JsonNode, Optional<T>> reader, String expected) {
    Set<Dated<T>> values = new LinkedHashSet<>();
    for (JsonNode value : list(field)) {
      values.add(
          value.isObject()
              ? new OwnerEntry(where + ": " + field, value).dated(reader, expected)
              : Dated.always(
                  reader.apply(value).orElseThrow(() -> refused(field, value, expected))));
    }
    return values;
  }

  /** Objects of a list, each read by itself. */
  <T> Set<T> objects(String field, Function<OwnerEntry, T> reader) {
    Set<T> objects = new LinkedHashSet<>();
    for (JsonNode value : list(field)) {
      if (!value.isObject()) {
        throw refused(field, value, "a list of objects");
      }
      objects.add(reader.apply(new OwnerEntry(where + ": " + field, value)));
    }
    return objects;
  }

  int number(String field, int least, int most) {
    JsonNode value = node.path(field);
    if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
      throw refused(field, value, "a number from " + least + " to " + most);
    }
    return value.asInt();
  }

  private <T extends Comparable<T>> Dated<T> dated(
      Function<JsonNode, Optional<T>> reader, String expected) {
    requireKnown(DATED);
    T value =
        reader
            .apply(node.path("value"))
            .orElseThrow(() -> refused("value", node.path("value"), expected));
    return dated(value);
  }

  /** A value that holds from one day of this object to another. */
  <T extends Comparable<T>> Dated<T> dated(T value) {
    Optional<Instant> from = day("from");
    Optional<Instant> until = day("until");
    if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
      throw refused("until", node.path("until"), "a day after 'from'");
    }
    return new Dated<>(value, from, until);
  }

  private Optional<Instant> day(String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(value.asText());
      return Optional.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeParseException noDay) {
      throw refused(field, value, "a day such as 2026-11-24");
    }
  }

  void requireKnown(Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                throw new IllegalArgumentException(
                    where + ": unknown field '" + field + "': expected one of " + known);
              }
            });
  }

  IllegalArgumentException refused(String field, String expected) {
    return refused(field, node.path(field), expected);
  }

  private IllegalArgumentException refused(String field, JsonNode value, String expected) {
    String shown = value.isMissingNode() ? "missing" : value.toString();
    return new IllegalArgumentException(
        where + ": field '" + field + "' is " + shown + ": expected " + expected);
  }
}
