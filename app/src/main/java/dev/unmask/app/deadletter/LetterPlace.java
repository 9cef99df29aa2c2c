package dev.unmask.app.deadletter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a dead letter is on its topic; as text {@code 3:42}, partition and offset. */
public record LetterPlace(int partition, long offset) {

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,6}):([0-9]{1,18})");

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static LetterPlace of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no dead letter: expected PARTITION:OFFSET, for example 3:42");
    }
    return new LetterPlace(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  @Override
  public String toString() {
    return partition + ":" + offset;
  }
}
