package dev.unmask.schemas.certificate;

/**
 * Text out of certificates, which anybody may have written: bounded, and without what would disturb
 * a reader.
 */
final class Text {

  private Text() {}

  /**
   * At most so many characters; control characters (C0, C1, bidi marks, lone surrogates) as {@code
   * \\uXXXX}.
   */
  static String cut(String text, int limit) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), limit));
    for (int i = 0; i < text.length() && shown.length() < limit; ) {
      int point = text.codePointAt(i);
      if (harmless(point)) {
        shown.appendCodePoint(point);
      } else {
        shown.append(String.format("\\u%04X", point));
      }
      i += Character.charCount(point);
    }
    return shown.length() > limit ? shown.substring(0, limit) : shown.toString();
  }

  private static boolean harmless(int point) {
    int type = Character.getType(point);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.UNASSIGNED;
  }
}
