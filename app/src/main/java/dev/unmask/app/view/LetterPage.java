package dev.unmask.app.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.app.deadletter.Letter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All of one dead letter: its headers, its key and its bytes as text, escaped. */
public final class LetterPage {
  private LetterPage() {}

  /** The page's lines. */
  public static List<String> of(Letter letter) {
    List<String> lines = new ArrayList<>();
    lines.add("letter " + letter.place() + ", written " + Words.time(letter.at()));
    letter
        .headers()
        .forEach(
            (name, text) -> lines.add("  " + Escape.terminal(name) + ": " + Escape.terminal(text)));
    lines.add("  key: " + text(letter.key()));
    lines.add("  value, " + Words.counted(letter.size(), "byte") + ":");
    lines.add(text(letter.value()));
    return lines;
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "-" : Escape.terminal(new String(bytes, UTF_8));
  }
}
