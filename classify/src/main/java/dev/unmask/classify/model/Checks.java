package dev.unmask.classify.model;

import java.nio.charset.StandardCharsets;

/** What the components of a signature may hold. */
final class Checks {

  static final int MOST_ID_BYTES = 255;

  private Checks() {}

  static void hex(String value, int digits, String name) {
    if (!value.isEmpty() && (value.length() != digits || !value.chars().allMatch(Checks::hex))) {
      throw new IllegalArgumentException(
          name + ": \"" + value + "\" is not " + digits + " lowercase hex digits or empty");
    }
  }

  private static boolean hex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  static void range(int value, int most, String name) {
    if (value < 0 || value > most) {
      throw new IllegalArgumentException(name + ": " + value + " is not in 0.." + most);
    }
  }

  static void id(String value, String name) {
    if (value.getBytes(StandardCharsets.UTF_8).length > MOST_ID_BYTES) {
      throw new IllegalArgumentException(name + ": longer than " + MOST_ID_BYTES + " bytes");
    }
  }
}
