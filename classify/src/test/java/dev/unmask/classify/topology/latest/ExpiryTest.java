package dev.unmask.classify.topology.latest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpiryTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void now_is_rounded_down_so_that_all_partitions_judge_alike() {
    Expiry expiry = new Expiry(Duration.ofDays(1), Optional.empty());
    long noonYesterday = NOON.minus(Duration.ofDays(1)).toEpochMilli();

    assertThat(expiry.cutoff(NOON.toEpochMilli())).isEqualTo(noonYesterday);
    assertThat(expiry.cutoff(NOON.plusSeconds(3_599).toEpochMilli())).isEqualTo(noonYesterday);
  }

  @Test
  void a_stretch_of_the_past_is_judged_against_its_end_whatever_the_time_is() {
    Expiry expiry = new Expiry(Duration.ofDays(2), Optional.of(NOON));

    assertThat(expiry.cutoff(0)).isEqualTo(NOON.minus(Duration.ofDays(2)).toEpochMilli());
  }

  @Test
  void less_than_a_day_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Expiry(Duration.ofHours(23), Optional.empty()))
        .withMessageStartingWith("--expire-after");
  }
}
