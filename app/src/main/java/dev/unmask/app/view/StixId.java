package dev.unmask.app.view;

import dev.unmask.schemas.uuid.NameBasedUuid;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** Identifiers and timestamps of STIX 2.1. */
final class StixId {
  /** The specification's own, for observables (2.9). */
  private static final UUID OBSERVABLES = UUID.fromString("00abedb4-aa42-466c-9c01-fed23315a9b7");

  /** Chosen once, at random: the other objects may not use the one for observables. */
  private static final UUID OBJECTS = UUID.fromString("b3f0b8de-6c8e-4f6b-8a56-1f6f3f0f4c8d");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private StixId() {}

  static String of(String type, String name) {
    return type + "--" + NameBasedUuid.of(OBJECTS, type + ":" + name);
  }

  /**
   * Of an observable, as everybody who knows it would have it.
   *
   * @param properties those that contribute to the id, as canonical JSON (RFC 8785)
   */
  static String ofObservable(String type, String properties) {
    return type + "--" + NameBasedUuid.of(OBSERVABLES, properties);
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }
}
