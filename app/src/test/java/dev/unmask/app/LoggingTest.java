package dev.unmask.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.app.Logging.Levels;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoggingTest {
  @Test
  void a_stage_tells_what_it_does() {
    assertThat(Logging.levels(List.of("enrich", "--metrics-port", "0")))
        .isEqualTo(new Levels("INFO", "WARN"));
  }

  @Test
  void a_command_that_draws_progress_is_silent_but_for_warnings() {
    assertThat(Logging.levels(List.of("demo", "--scale", "0.05")))
        .isEqualTo(new Levels("WARN", "ERROR"));
  }

  @Test
  void verbose_tells_more() {
    assertThat(Logging.levels(List.of("demo", "-v"))).isEqualTo(new Levels("DEBUG", "WARN"));
  }
}
