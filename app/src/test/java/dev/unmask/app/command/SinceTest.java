package dev.unmask.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class SinceTest {
  private final Since since = new Since();

  @Test
  void a_day_begins_at_midnight_utc() {
    assertThat(since.convert("2026-11-24")).isEqualTo(Instant.parse("2026-11-24T00:00:00Z"));
    assertThat(since.convert("2026-11-24T08:30:00Z"))
        .isEqualTo(Instant.parse("2026-11-24T08:30:00Z"));
  }

  @Test
  void so_long_ago() {
    assertThat(since.convert("36h"))
        .isCloseTo(Instant.now().minus(Duration.ofHours(36)), within(1, ChronoUnit.MINUTES));
    assertThat(since.convert("7d"))
        .isCloseTo(Instant.now().minus(Duration.ofDays(7)), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void anything_else_is_refused_with_examples() {
    assertThatThrownBy(() -> since.convert("yesterday"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("24h");
  }
}
