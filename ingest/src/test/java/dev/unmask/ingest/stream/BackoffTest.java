package dev.unmask.ingest.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff longest = new Backoff(Duration.ofSeconds(1), () -> 1);
  private final Backoff shortest = new Backoff(Duration.ofSeconds(1), () -> 0);

  @Test
  void each_pause_is_twice_the_last_up_to_a_minute() {
    assertThat(seconds(longest, 9)).containsExactly(1, 2, 4, 8, 16, 32, 64, 64, 64);
  }

  @Test
  void half_of_a_pause_is_chance() {
    assertThat(shortest.next()).isEqualTo(Duration.ofMillis(500));
    assertThat(seconds(shortest, 3)).containsExactly(1, 2, 4);
  }

  @Test
  void no_number_of_attempts_is_too_many() {
    assertThat(seconds(longest, 200)).endsWith(64);
  }

  @Test
  void a_connection_that_outlasts_the_longest_pause_begins_anew_and_no_shorter_one() {
    seconds(longest, 3);
    longest.lasted(Duration.ofSeconds(64));
    assertThat(seconds(longest, 1)).containsExactly(8);

    longest.lasted(Duration.ofSeconds(65));
    assertThat(seconds(longest, 1)).containsExactly(1);
  }

  private static List<Integer> seconds(Backoff backoff, int count) {
    return Stream.generate(backoff::next)
        .limit(count)
        .map(pause -> (int) pause.toSeconds())
        .toList();
  }
}
