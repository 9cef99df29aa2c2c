package dev.unmask.app.command;

import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Transport;
import dev.unmask.schemas.endpoint.Endpoints;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What a person names on the command line: a fingerprint or how it begins, or an address with or
 * without a port.
 *
 * @param text lowercase hex, or the address in canonical form
 * @param port none: every port of the address
 */
record Subject(String text, OptionalInt port, boolean isFingerprint) {
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{6,64}");

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static Subject of(String typed) {
    String text = typed.strip().toLowerCase(Locale.ROOT);
    String hex = text.replace(":", "");
    if (FINGERPRINT.matcher(hex).matches()
        && (hex.length() == text.length() || hex.length() == 64)) {
      return new Subject(hex, OptionalInt.empty(), true);
    }
    try {
      return address(text);
    } catch (IllegalArgumentException neither) {
      throw new IllegalArgumentException(
          "'"
              + typed
              + "' is no fingerprint (6 to 64 hex digits) and no address: "
              + neither.getMessage(),
          neither);
    }
  }

  private static Subject address(String text) {
    boolean bare =
        text.indexOf(':') < 0
            || (text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("["));
    if (bare) {
      Endpoint any = Endpoints.of(text, 0, Transport.TCP);
      return new Subject(any.getIp(), OptionalInt.empty(), false);
    }
    Endpoint one = Endpoints.parse(text.endsWith("/tcp") ? text : text + "/tcp");
    return new Subject(one.getIp(), OptionalInt.of(one.getPort()), false);
  }
}
