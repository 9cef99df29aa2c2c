package dev.unmask.app.view;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbers, times and paragraphs as people read them. */
public final class Words {
  private Words() {}

  /** {@code 8,231}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 host}, {@code 8,231 hosts}. */
  public static String counted(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code 12.3 s}, {@code 2 min 5 s}. */
  public static String duration(Duration duration) {
    double seconds = duration.toMillis() / 1000.0;
    return seconds < 100
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
  }

  /** To the second, or {@code -} where there is none. */
  public static String time(@Nullable Instant instant) {
    return Optional.ofNullable(instant)
        .map(known -> known.truncatedTo(ChronoUnit.SECONDS).toString())
        .orElse("-");
  }

  /** Foreign text, escaped, or {@code -} where there is none. */
  public static String orDash(@Nullable String text) {
    return text == null || text.isEmpty() ? "-" : Escape.terminal(text);
  }

  /** {@code NOT_ALLOWED_TO_PROBE} as "not allowed to probe". */
  public static String plain(Enum<?> symbol) {
    return symbol.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The text in lines of at most the width, broken between words. */
  public static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split("\\s+")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    if (line.length() > 0) {
      lines.add(line.toString());
    }
    return lines;
  }
}
