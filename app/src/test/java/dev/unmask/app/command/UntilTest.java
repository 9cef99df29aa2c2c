package dev.unmask.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class UntilTest {
  private final Until until = new Until();

  @Test
  void a_day_begins_at_midnight_utc() {
    assertThat(until.convert("2027-01-31")).isEqualTo(Instant.parse("2027-01-31T00:00:00Z"));
    assertThat(until.convert("2027-01-31T08:30:00Z"))
        .isEqualTo(Instant.parse("2027-01-31T08:30:00Z"));
  }

  @Test
  void so_long_from_now() {
    assertThat(until.convert("36h"))
        .isCloseTo(Instant.now().plus(Duration.ofHours(36)), within(1, ChronoUnit.MINUTES));
    assertThat(until.convert("7d"))
        .isCloseTo(Instant.now().plus(Duration.ofDays(7)), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void anything_else_is_refused_with_examples() {
    assertThatThrownBy(() -> until.convert("monday"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("7d");
  }
}
