package dev.unmask.enrich.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a clock that the test moves, and without a timer: a test looks itself. */
final class PaceTest {
  private static final OptionalLong SYSTEM = OptionalLong.of(64_500);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private long now;

  @ParameterizedTest
  @CsvSource({
    // all, system, subnet, address; how many of ten to one address begin at once
    "4, 9, 9, 9, 4",
    "9, 4, 9, 9, 4",
    "9, 9, 4, 9, 4",
    "9, 9, 9, 4, 4",
    "20, 20, 20, 20, 10",
  })
  void the_narrowest_limit_holds(int all, int system, int subnet, int address, int begun) {
    var pace = pace(new Rates(all, system, subnet, address));

    assertThat(begun(ten(pace))).isEqualTo(begun);
  }

  @Test
  void others_of_the_subnet_share_its_limit() {
    var pace = pace(new Rates(99, 99, 2, 1));

    assertThat(pace.take("8.8.8.1", SYSTEM)).isCompleted();
    assertThat(pace.take("8.8.8.2", SYSTEM)).isCompleted();
    assertThat(pace.take("8.8.8.3", SYSTEM)).isNotDone();
  }

  @Test
  void an_ipv6_subnet_is_a_48() {
    var pace = pace(new Rates(99, 99, 1, 1));

    assertThat(pace.take("2600:1:2::1", SYSTEM)).isCompleted();
    assertThat(pace.take("2600:1:3::1", SYSTEM)).isCompleted();
    assertThat(pace.take("2600:1:2:3::1", SYSTEM)).isNotDone();
    assertThat(pace.waiting()).isEqualTo(1);
  }

  @Test
  void a_system_has_a_limit_over_all_its_subnets_and_what_has_none_known_has_none() {
    var pace = pace(new Rates(99, 2, 99, 99));

    assertThat(pace.take("8.8.1.1", SYSTEM)).isCompleted();
    assertThat(pace.take("8.8.2.1", SYSTEM)).isCompleted();
    assertThat(pace.take("8.8.5.1", OptionalLong.empty())).isCompleted();
    assertThat(pace.take("8.8.3.1", SYSTEM)).isNotDone();
  }

  @Test
  void room_comes_back_a_second_after_it_was_taken_and_no_sooner() {
    var pace = pace(new Rates(99, 99, 99, 1));
    pace.take("8.8.8.8", SYSTEM);
    var second = pace.take("8.8.8.8", SYSTEM);

    passes(SECOND.minusNanos(1), pace);
    assertThat(second).isNotDone();
    passes(Duration.ofNanos(1), pace);

    assertThat(second).isCompleted();
    assertThat(pace.waiting()).isZero();
  }

  @Test
  void no_second_has_more_than_its_limit_wherever_it_begins() {
    var pace = pace(new Rates(50, 40, 20, 5));
    var begun = new ArrayList<Long>();
    for (var i = 0; i < 200; i++) {
      var ip = "8.8." + i % 4 + "." + i % 3;
      pace.take(ip, SYSTEM).thenRun(() -> begun.add(now));
    }
    for (var i = 0; i < 600; i++) {
      passes(Duration.ofMillis(10), pace);
    }

    assertThat(begun).hasSize(200);
    for (var from : begun) {
      assertThat(begun.stream().filter(at -> at >= from && at - from < SECOND.toNanos()))
          .hasSizeLessThanOrEqualTo(40);
    }
  }

  @Test
  void a_high_limit_is_spread_over_the_second() {
    var pace = pace(new Rates(100, 99, 99, 99));
    var turns = IntStream.range(0, 25).mapToObj(i -> pace.take("8.8.8.8", SYSTEM)).toList();
    assertThat(begun(turns)).isEqualTo(10);

    passes(Duration.ofMillis(100), pace);
    assertThat(begun(turns)).isEqualTo(20);
    passes(Duration.ofMillis(100), pace);

    assertThat(begun(turns)).isEqualTo(25);
  }

  @Test
  void who_waits_for_a_full_subnet_takes_nothing_and_holds_up_no_other() {
    var pace = pace(new Rates(3, 99, 1, 1));
    pace.take("8.8.8.8", SYSTEM);
    var waiting = IntStream.range(0, 50).mapToObj(i -> pace.take("8.8.8.8", SYSTEM)).toList();

    var other = pace.take("9.9.9.9", SYSTEM);
    pace.look();

    assertThat(other).isCompleted();
    assertThat(begun(waiting)).isZero();
  }

  @Test
  void of_those_who_wait_for_the_same_the_first_is_the_first() {
    var pace = pace(new Rates(99, 99, 99, 1));
    pace.take("8.8.8.8", SYSTEM);
    var first = pace.take("8.8.8.8", SYSTEM);
    var second = pace.take("8.8.8.8", SYSTEM);

    passes(SECOND, pace);

    assertThat(first).isCompleted();
    assertThat(second).isNotDone();
  }

  @Test
  void who_is_cancelled_takes_nothing() {
    var pace = pace(new Rates(99, 99, 99, 1));
    pace.take("8.8.8.8", SYSTEM);
    var cancelled = pace.take("8.8.8.8", SYSTEM);
    var next = pace.take("8.8.8.8", SYSTEM);

    cancelled.cancel(false);
    passes(SECOND, pace);

    assertThat(next).isCompleted();
  }

  @Test
  void what_is_idle_is_not_kept_in_mind() {
    var pace = pace(new Rates(100_000, 100_000, 99, 99));
    for (var i = 0; i < 5_000; i++) {
      pace.take("8." + i / 250 + "." + i % 250 + ".1", SYSTEM);
    }
    assertThat(pace.keptInMind()).isEqualTo(10_001);

    now += 3 * SECOND.toNanos();
    pace.take("9.9.9.9", SYSTEM);

    assertThat(pace.keptInMind()).isEqualTo(3);
  }

  @Test
  void the_timer_wakes_who_waits() {
    var timer = Executors.newSingleThreadScheduledExecutor();
    var real = new Pace(new Rates(99, 99, 99, 1), timer);
    real.take("8.8.8.8", SYSTEM).join();

    assertThat(real.take("8.8.8.8", SYSTEM)).isNotDone().succeedsWithin(Duration.ofMinutes(1));
    timer.shutdownNow();
  }

  private Pace pace(Rates rates) {
    var stopped = Executors.newSingleThreadScheduledExecutor();
    stopped.shutdown();
    return new Pace(rates, stopped, () -> now);
  }

  private static List<CompletableFuture<Void>> ten(Pace pace) {
    return IntStream.range(0, 10).mapToObj(i -> pace.take("8.8.8.8", SYSTEM)).toList();
  }

  private static long begun(List<CompletableFuture<Void>> turns) {
    return turns.stream().filter(CompletableFuture::isDone).count();
  }

  private void passes(Duration time, Pace pace) {
    now += time.toNanos();
    pace.look();
  }
}
