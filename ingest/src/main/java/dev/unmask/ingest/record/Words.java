package dev.unmask.ingest.record;

/**
 * Foreign text within our own sentences: bounded, and without what would disturb a reader or a log.
 */
final class Words {

  private static final int MAX_QUOTED = 64;
  private static final int MAX_SENTENCE = 300;

  private Words() {}

  static String quoted(String text) {
    return "'" + cut(text, MAX_QUOTED) + "'";
  }

  static String bounded(String sentence) {
    return cut(sentence, MAX_SENTENCE);
  }

  /**
   * At most so many characters, and "..." where there were more; no half of a surrogate pair at the
   * end.
   */
  static String cut(String text, int limit) {
    String printable = printable(text.length() > limit ? text.substring(0, limit) : text);
    return text.length() > limit ? printable + "..." : printable;
  }

  private static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().map(point -> isControl(point) ? '.' : point).forEach(shown::appendCodePoint);
    return shown.toString();
  }

  private static boolean isControl(int point) {
    int type = Character.getType(point);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
