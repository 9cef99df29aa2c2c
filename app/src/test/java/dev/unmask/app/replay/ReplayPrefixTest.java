package dev.unmask.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.schemas.topic.Topics;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayPrefixTest {
  private static final Topics LIVE = new Topics("unmask");
  private static final String PREFIX =
      ReplayPrefix.of(LIVE, Instant.parse("2026-11-24T12:15:03.9Z"), 0x4f2a);

  @Test
  void it_says_whose_replay_it_is_and_when_it_began() {
    assertThat(PREFIX).isEqualTo("unmask.replay-20261124-121503-4f2a");
  }

  @Test
  void it_is_found_again_among_all_topics() {
    assertThat(
            ReplayPrefix.among(
                List.of(
                    PREFIX + ".observations",
                    PREFIX + ".classify-latest-changelog",
                    "unmask.observations"),
                LIVE))
        .containsExactly(PREFIX);
  }

  @Test
  void nothing_else_is_taken_for_a_replay() {
    assertThat(
            ReplayPrefix.among(
                List.of(
                    "unmask.observations",
                    "unmask.classify-latest-changelog",
                    "unmask.replay-results",
                    "unmask.replay-20261124-121503-4f2a",
                    "unmask.replay-20261124-121503-4f2x.verdicts",
                    "unmaskXreplay-20261124-121503-4f2a.verdicts",
                    "other.replay-20261124-121503-4f2a.verdicts",
                    "my.unmask.replay-20261124-121503-4f2a.verdicts"),
                LIVE))
        .isEmpty();
  }
}
