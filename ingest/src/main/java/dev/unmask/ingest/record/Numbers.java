package dev.unmask.ingest.record;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whole numbers as scanners and the tools after them write them: 443, "443", and 443.0. */
final class Numbers {

  private static final Pattern WHOLE = Pattern.compile("0*([0-9]{1,18})(?:\\.0{1,18})?");

  private Numbers() {}

  /** The number if it is whole and from 0 to {@code max}. */
  static OptionalLong upTo(long max, @Nullable String text) {
    if (text == null || text.length() > 64) {
      return OptionalLong.empty();
    }
    Matcher whole = WHOLE.matcher(text.strip());
    if (!whole.matches()) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(whole.group(1));
    return number <= max ? OptionalLong.of(number) : OptionalLong.empty();
  }
}
