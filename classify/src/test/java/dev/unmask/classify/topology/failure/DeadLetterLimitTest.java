package dev.unmask.classify.topology.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadLetterLimitTest {

  private final AtomicLong clock = new AtomicLong();
  private final DeadLetterLimit limit = new DeadLetterLimit(2, Duration.ofSeconds(60), clock::get);

  @Test
  void so_many_are_allowed_in_each_stretch() {
    assertThat(limit.allows()).isTrue();
    assertThat(limit.allows()).isTrue();
    assertThat(limit.allows()).isFalse();

    clock.addAndGet(Duration.ofSeconds(60).toNanos());

    assertThat(limit.allows()).isTrue();
    assertThat(limit).hasToString("2 in 60 s");
  }
}
