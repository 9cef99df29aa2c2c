package dev.unmask.classify.topology.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CountsTest {

  private final Counts<String> counts = new Counts<>();

  @Test
  void what_is_added_and_taken_away_is_gone() {
    counts.add("NL", 2);
    counts.add("DE", 1);
    counts.add("DE", -1);

    assertThat(counts.asMap()).isEqualTo(Map.of("NL", 2L));
    assertThat(counts.rows()).isEqualTo(1);
  }

  @Test
  void more_cannot_leave_than_there_were() {
    counts.add("NL", 1);

    assertThatIllegalStateException().isThrownBy(() -> counts.add("NL", -2));
  }
}
