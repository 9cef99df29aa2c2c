package dev.unmask.ingest.record;

import static java.time.temporal.ChronoField.OFFSET_SECONDS;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * Times as scanners write them: ISO 8601, to the microsecond, mostly without a zone, which then is
 * UTC.
 */
final class Timestamps {

  private static final DateTimeFormatter SCANNERS =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX]")
          .parseDefaulting(OFFSET_SECONDS, 0)
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** GeneralizedTime as certificates have it (RFC 5280 4.1.2.5.2). */
  private static final DateTimeFormatter GENERALIZED =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Timestamps() {}

  static Optional<Instant> of(String text) {
    try {
      TemporalAccessor time = SCANNERS.parse(text);
      int offset = time.get(OFFSET_SECONDS);
      return Optional.of(LocalDateTime.from(time).toInstant(ZoneOffset.ofTotalSeconds(offset)));
    } catch (DateTimeException | ArithmeticException malformed) {
      return Optional.empty();
    }
  }

  static Optional<Instant> ofCertificate(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, GENERALIZED).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }
}
