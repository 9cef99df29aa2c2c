package dev.unmask.enrich.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PaceTest {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void what_the_rates_allow_is_had_at_once() {
    var pace = new Pace(100, 2, timer);

    assertThat(pace.take("192.0.2.0/24")).isCompleted();
    assertThat(pace.take("192.0.2.0/24")).isCompleted();
    assertThat(pace.take("192.0.2.0/24")).isNotDone();
    assertThat(pace.take("198.51.100.0/24")).isCompleted();
  }

  @Test
  void the_overall_rate_holds_across_subnets() {
    var pace = new Pace(100, 100, timer);
    var before = System.nanoTime();

    var all =
        IntStream.range(0, 250)
            .mapToObj(i -> pace.take("10." + i + ".0.0/24"))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(all).join();

    var took = Duration.ofNanos(System.nanoTime() - before); // 100 at once, then 100 a second
    assertThat(took).isGreaterThan(Duration.ofMillis(1_400));
  }

  @Test
  void who_waits_for_a_subnet_holds_up_no_other() {
    var pace = new Pace(10, 1, timer);
    pace.take("192.0.2.0/24").join();
    var waiting = pace.take("192.0.2.0/24");

    assertThat(pace.take("198.51.100.0/24")).isCompleted();
    assertThat(waiting).succeedsWithin(Duration.ofMinutes(1));
  }
}
