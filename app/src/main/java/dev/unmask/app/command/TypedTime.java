package dev.unmask.app.command;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** A time as one types it: a day, a moment, or how far it is from now. */
final class TypedTime {
  private static final Pattern DISTANCE = Pattern.compile("([0-9]{1,6})([smhd])");

  private TypedTime() {}

  /**
   * Reads it: {@code 2026-11-24} (its beginning in UTC), {@code 2026-11-24T08:00:00Z}, or {@code
   * 90m}, {@code 24h}, {@code 7d} away.
   *
   * @param away the moment that is so far from now
   * @throws TypeConversionException if it is none of these
   */
  static Instant read(String text, Function<Duration, Instant> away) {
    Matcher distance = DISTANCE.matcher(text);
    if (distance.matches()) {
      return away.apply(unit(distance.group(2)).multipliedBy(Long.parseLong(distance.group(1))));
    }
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException wrong) {
      throw new TypeConversionException(
          "'" + text + "': expected for example 24h, 7d, 2026-11-24 or 2026-11-24T08:00:00Z");
    }
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }
}
