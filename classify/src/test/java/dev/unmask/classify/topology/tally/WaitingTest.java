package dev.unmask.classify.topology.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitingTest {

  private final Waiting waiting = new Waiting(Duration.ofSeconds(1), 2);

  @Test
  void who_begins_again_is_due_by_the_first_time() {
    waiting.begin("a", 0);
    waiting.begin("a", 900);

    assertThat(waiting.takeDue(999)).isEmpty();
    assertThat(waiting.takeDue(1_000)).contains("a");
    assertThat(waiting.takeDue(5_000)).isEmpty();
  }

  @Test
  void who_restarts_waits_anew_behind_the_others() {
    waiting.begin("a", 0);
    waiting.begin("b", 500);
    waiting.restart("a", 900);

    assertThat(waiting.takeDue(1_500)).contains("b");
    assertThat(waiting.takeDue(1_500)).isEmpty();
    assertThat(waiting.takeDue(1_900)).contains("a");
  }

  @Test
  void of_too_many_the_first_is_due_at_once() {
    waiting.begin("a", 0);
    waiting.begin("b", 0);
    assertThat(waiting.crowded()).isFalse();
    waiting.begin("c", 0);

    assertThat(waiting.crowded()).isTrue();
    assertThat(waiting.takeDue(0)).contains("a");
    assertThat(waiting.takeDue(0)).isEmpty();
    assertThat(waiting.size()).isEqualTo(2);
  }
}
