package dev.unmask.app.view;

/**
 * Makes text from a stranger's certificate or server harmless to a terminal. Control characters
 * (ANSI sequences begin with one), format characters (bidirectional overrides and isolates,
 * zero-width ones: "Trojan Source", CVE-2021-42574), line separators and broken surrogates become
 * visible escapes.
 */
public final class Escape {
  private Escape() {}

  /** The text with every character that a terminal might act upon written as {@code \\u{hex}}. */
  public static String terminal(String text) {
    if (text.codePoints().allMatch(Escape::harmless)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            point -> {
              if (harmless(point)) {
                out.appendCodePoint(point);
              } else {
                out.append("\\u{").append(Integer.toHexString(point)).append('}');
              }
            });
    return out.toString();
  }

  private static boolean harmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
