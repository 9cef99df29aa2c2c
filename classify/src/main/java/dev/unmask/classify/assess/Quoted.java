package dev.unmask.classify.assess;

import java.util.Locale;

/**
 * A text that a peer chose, made fit for a sentence: printable ASCII stays, all else (control
 * characters, directions of writing, look-alikes) is written as {@code \}{@code uXXXX}, and it is
 * cut.
 */
final class Quoted {

  private static final int MOST = 120;

  private Quoted() {}

  static String of(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < Math.min(text.length(), MOST); i++) {
      out.append(shown(text.charAt(i)));
    }
    return out.append(text.length() > MOST ? "...\"" : "\"").toString();
  }

  private static String shown(char c) {
    boolean plain = c >= ' ' && c <= '~' && "\"\\<>&`".indexOf(c) < 0;
    return plain ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c);
  }
}
