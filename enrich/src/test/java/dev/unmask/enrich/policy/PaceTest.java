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
    var pace = new Pace(100, 10, 5, timer);

    assertThat(pace.take("192.0.2.0/24", 5)).isCompleted();
    assertThat(pace.take("192.0.2.0/24", 5)).isCompleted();
    assertThat(pace.take("192.0.2.0/24", 5)).isNotDone();
    assertThat(pace.take("198.51.100.0/24", 5)).isCompleted();
  }

  @Test
  void the_overall_rate_holds_across_subnets() {
    var pace = new Pace(200, 200, 5, timer);
    var before = System.nanoTime();

    var all =
        IntStream.range(0, 120)
            .mapToObj(i -> pace.take("10." + i + ".0.0/24", 5))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(all).join();

    var took =
        Duration.ofNanos(
            System.nanoTime() - before); // 600 connections, 200 of them at once, then 200 a second
    assertThat(took).isGreaterThan(Duration.ofMillis(1_900));
  }

  @Test
  void what_was_not_used_is_given_back() {
    var pace = new Pace(10, 10, 10, timer);
    pace.take("192.0.2.0/24", 10).join();

    pace.giveBack("192.0.2.0/24", 8);

    assertThat(pace.take("192.0.2.0/24", 8)).isCompleted();
  }

  @Test
  void a_host_that_needs_more_than_the_rate_waits_and_is_not_refused() {
    var pace = new Pace(2, 2, 6, timer);
    pace.take("192.0.2.0/24", 6).join();

    assertThat(pace.take("192.0.2.0/24", 2)).isNotDone().succeedsWithin(Duration.ofMinutes(1));
  }
}
