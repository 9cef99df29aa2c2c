package dev.unmask.enrich.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ProbeTimesTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void the_latest_time_is_kept_whatever_the_order() {
    var times = new ProbeTimes(100);
    times.put("a", NOON);
    times.put("a", NOON.minusSeconds(60));
    assertThat(times.get("a")).contains(NOON);

    times.put("a", NOON.plusSeconds(60));

    assertThat(times.get("a")).contains(NOON.plusSeconds(60));
    assertThat(times.get("b")).isEmpty();
  }

  @Test
  void seconds_are_good_enough() {
    var times = new ProbeTimes(100);

    times.put("a", NOON.plusMillis(999));

    assertThat(times.get("a")).contains(NOON);
  }

  @Test
  void many_endpoints_are_told_apart() {
    var times = new ProbeTimes(100_000);
    for (var i = 0; i < 40_000; i++) {
      times.put("host " + i, NOON.plusSeconds(i));
    }

    for (var i = 0; i < 40_000; i++) {
      assertThat(times.get("host " + i)).contains(NOON.plusSeconds(i));
    }
    assertThat(times.get("host 40000")).isEmpty();
  }

  @Test
  void beyond_the_bound_those_probed_longest_ago_are_forgotten() {
    var times = new ProbeTimes(1_000);
    for (var i = 0; i < 1_600; i++) {
      times.put("host " + i, NOON.plusSeconds(i));
    }

    assertThat(times.get("host 0")).isEmpty();
    assertThat(times.get("host 499")).isEmpty();
    assertThat(times.get("host 1000")).isPresent();
    assertThat(times.get("host 1599")).isPresent();
  }

  @Test
  void a_time_beyond_2038_is_one_too() {
    var times = new ProbeTimes(100);
    var later = Instant.parse("2050-01-01T00:00:00Z");

    times.put("a", later);

    assertThat(times.get("a")).contains(later);
  }
}
