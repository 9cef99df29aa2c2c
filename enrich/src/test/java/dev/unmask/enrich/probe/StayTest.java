package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A place at the turnstile is for who is worked on. */
class StayTest {

  private final EmbeddedChannel time = new EmbeddedChannel();
  private final List<String> moves = new ArrayList<>();
  private final Stay stay = new Stay(time.eventLoop(), inside());

  @BeforeEach
  void begins() {
    time.freezeTime();
    stay.begin();
  }

  @Test
  void silent_host_steps_aside() {
    passMillis(99);
    assertThat(moves).isEmpty();

    passMillis(1);
    assertThat(moves).containsExactly("aside");
  }

  @Test
  void silent_host_that_speaks_after_all_steps_back() {
    passMillis(150);
    stay.heard();

    assertThat(moves).containsExactly("aside", "back");
  }

  @Test
  void host_that_has_spoken_stays() {
    stay.heard();
    passMillis(1_000);

    assertThat(moves).doesNotContain("aside", "leave");
  }

  @Test
  void host_that_speaks_and_never_ends_leaves() {
    stay.heard();
    passMillis(100);
    passMillis(4_000);

    assertThat(moves).endsWith("leave");
  }

  @Test
  void host_that_has_ended_leaves_and_is_not_watched_any_more() {
    stay.heard();
    stay.end();

    assertThat(moves).endsWith("leave");
    assertThat(time.runScheduledPendingTasks()).as("no timer").isEqualTo(-1);
  }

  private void passMillis(long millis) {
    time.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    time.runScheduledPendingTasks();
  }

  private Turnstile.Inside inside() {
    return new Turnstile.Inside() {
      @Override
      public void stepAside() {
        moves.add("aside");
      }

      @Override
      public void stepBack() {
        moves.add("back");
      }

      @Override
      public void leave() {
        moves.add("leave");
      }
    };
  }
}
