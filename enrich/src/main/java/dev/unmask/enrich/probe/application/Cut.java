package dev.unmask.enrich.probe.application;

/** Shortens foreign text. */
final class Cut {

  private Cut() {}

  /** The first characters, never half a surrogate pair. */
  static String to(int limit, String text) {
    if (text.length() <= limit) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
  }
}
