package dev.unmask.app.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineProgressTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final AtomicLong now = new AtomicLong();

  @Test
  void says_once_a_second_how_far_it_is() {
    LineProgress progress =
        new LineProgress(new PrintStream(shown, true, StandardCharsets.UTF_8), now::get);
    progress.phase("probing");
    for (int tenth = 1; tenth <= 25; tenth++) {
      now.addAndGet(100_000_000L);
      progress.update(tenth * 100L, 8588, "3 in flight");
    }
    progress.close();

    assertThat(shown.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "   0.0 s  probing\n   1.0 s  probing 1,000 of 8,588, 3 in flight\n   2.0 s  probing 2,000 of 8,588, 3 in flight\n");
  }

  @Test
  void does_not_repeat_itself() {
    LineProgress progress =
        new LineProgress(new PrintStream(shown, true, StandardCharsets.UTF_8), now::get);
    progress.phase("starting");
    now.addAndGet(3_000_000_000L);
    progress.update(0, 0, "");

    assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("   0.0 s  starting\n");
  }
}
