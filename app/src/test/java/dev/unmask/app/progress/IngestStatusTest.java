package dev.unmask.app.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class IngestStatusTest {
  private static final long MIB = 1 << 20;

  @Test
  void rates_and_what_is_left() {
    assertThat(
            IngestStatus.of(
                12_300, 4, 50 * MIB, OptionalLong.of(250 * MIB), Duration.ofSeconds(10)))
        .isEqualTo("12,300 records (1,230/s), 4 dead letters, 5.0 MiB/s, 40 s left");
  }

  @Test
  void of_what_has_no_known_size_nothing_is_said_of_the_rest() {
    assertThat(IngestStatus.of(10, 0, MIB, OptionalLong.empty(), Duration.ofSeconds(1)))
        .isEqualTo("10 records (10/s), 0 dead letters, 1.0 MiB/s");
  }

  @Test
  void minutes_where_it_is_long_and_nothing_at_the_end_or_before_the_beginning() {
    assertThat(IngestStatus.of(1, 0, MIB, OptionalLong.of(601 * MIB), Duration.ofSeconds(1)))
        .endsWith(", 10 min left");
    assertThat(IngestStatus.of(1, 0, MIB, OptionalLong.of(MIB), Duration.ofSeconds(1)))
        .doesNotContain("left");
    assertThat(IngestStatus.of(0, 0, 0, OptionalLong.of(MIB), Duration.ZERO))
        .doesNotContain("left");
  }
}
