package dev.unmask.app.command;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A moment as one types it: {@code 2026-11-24}, {@code 2026-11-24T08:00:00Z}, or how long ago:
 * {@code 90m}, {@code 24h}, {@code 7d}.
 */
final class Since implements ITypeConverter<Instant> {
  private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhd])");

  @Override
  public Instant convert(String text) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      return Instant.now().minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
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
