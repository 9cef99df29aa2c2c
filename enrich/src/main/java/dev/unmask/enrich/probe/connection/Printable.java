package dev.unmask.enrich.probe.connection;

import java.nio.charset.StandardCharsets;

/** Foreign text made safe to keep and to print. */
public final class Printable {

  private static final int DETAIL = 256;

  private Printable() {}

  /**
   * Cut to 256 characters, with everything but printable ASCII escaped; what was made safe once
   * stays as it is.
   */
  public static String detail(String foreign) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < foreign.length() && safe.length() < DETAIL; i++) {
      append(safe, foreign.charAt(i));
    }
    return safe.length() <= DETAIL ? safe.toString() : safe.substring(0, DETAIL);
  }

  /** The same for bytes, read as Latin-1. */
  public static String detail(byte[] foreign) {
    return detail(new String(foreign, StandardCharsets.ISO_8859_1));
  }

  /** What a throwable says, or its name where it says nothing. */
  public static String detail(Throwable failure) {
    String message = failure.getMessage();
    return detail(message == null ? failure.getClass().getSimpleName() : message);
  }

  private static void append(StringBuilder safe, char c) {
    if (c >= ' ' && c <= '~') {
      safe.append(c);
    } else {
      safe.append(c < 256 ? String.format("\\x%02x", (int) c) : String.format("\\u%04x", (int) c));
    }
  }
}
