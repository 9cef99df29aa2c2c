package dev.unmask.app.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StretchTest {
  private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant END = Instant.parse("2026-11-08T00:00:00Z");

  private final Stretch week = new Stretch(Optional.of(BEGIN), Optional.of(END));
  private final Stretch always = new Stretch(Optional.empty(), Optional.empty());

  @Test
  void its_begin_is_in_it_and_its_end_is_not() {
    assertThat(week.contains(BEGIN)).isTrue();
    assertThat(week.contains(END.minusMillis(1))).isTrue();
    assertThat(week.contains(BEGIN.minusMillis(1))).isFalse();
    assertThat(week.contains(END)).isFalse();
  }

  @Test
  void without_ends_it_has_everything() {
    assertThat(always.contains(Instant.EPOCH)).isTrue();
    assertThat(always.touches(Instant.EPOCH, Instant.EPOCH)).isTrue();
  }

  @Test
  void it_touches_what_was_seen_before_or_after_if_in_it_too() {
    assertThat(week.touches(BEGIN.minusSeconds(9), BEGIN)).isTrue();
    assertThat(week.touches(END.minusMillis(1), END.plusSeconds(9))).isTrue();
    assertThat(week.touches(BEGIN.minusSeconds(9), END.plusSeconds(9))).isTrue();
    assertThat(week.touches(BEGIN.minusSeconds(9), BEGIN.minusMillis(1))).isFalse();
    assertThat(week.touches(END, END.plusSeconds(9))).isFalse();
  }

  @Test
  void it_does_not_end_before_it_begins() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Stretch(Optional.of(END), Optional.of(BEGIN)))
        .withMessageContaining("--from")
        .withMessageContaining("--to");
  }
}
