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
 * A moment to come as one types it: {@code 2027-01-31}, {@code 2027-01-31T08:00:00Z}, or in how
 * long: {@code 90m}, {@code 24h}, {@code 7d}.
 */
final class Until implements ITypeConverter<Instant> {
  private static final Pattern IN = Pattern.compile("([0-9]{1,6})([mhd])");

  @Override
  public Instant convert(String text) {
    Matcher in = IN.matcher(text);
    if (in.matches()) {
      return Instant.now().plus(unit(in.group(2)).multipliedBy(Long.parseLong(in.group(1))));
    }
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException wrong) {
      throw new TypeConversionException(
          "'" + text + "': expected for example 24h, 7d, 2027-01-31 or 2027-01-31T08:00:00Z");
    }
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }
}
