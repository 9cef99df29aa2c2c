package dev.unmask.app.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EstimateTest {
  private long now;
  private final Estimate estimate = new Estimate(() -> now);

  @Test
  void before_anything_is_done_nothing_is_known() {
    now = TimeUnit.SECONDS.toNanos(1);

    assertThat(estimate.of(0, 100)).isEmpty();
  }

  @Test
  void it_goes_on_as_fast_as_it_went() {
    now = TimeUnit.SECONDS.toNanos(2);

    assertThat(estimate.of(3_000, 4_500)).isEqualTo("1,500/s, 1 s left");
    assertThat(estimate.of(3_000, 453_000)).isEqualTo("1,500/s, 5 min left");
  }

  @Test
  void at_the_end_nothing_is_left() {
    now = TimeUnit.SECONDS.toNanos(2);

    assertThat(estimate.of(3_000, 3_000)).isEqualTo("1,500/s");
  }
}
