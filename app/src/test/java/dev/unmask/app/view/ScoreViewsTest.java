package dev.unmask.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.app.lab.Confusion;
import dev.unmask.app.score.Scorecard;
import dev.unmask.avro.InconclusiveReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScoreViewsTest {
  private static final Scorecard CARD =
      new Scorecard(
          new Confusion(
              new TreeMap<>(
                  Map.of(
                      "KEY_COMPROMISE", new TreeMap<>(Map.of("KEY_COMPROMISE", 2L)),
                      "TLS_RELAY",
                          new TreeMap<>(Map.of("INCONCLUSIVE", 1L, "KEY_COMPROMISE", 1L))))),
          new Confusion(new TreeMap<>(Map.of("KEY_HOLDER", new TreeMap<>(Map.of("NONE", 1_234L))))),
          List.of(
              new Scorecard.Confused(
                  "reality",
                  "TLS_RELAY",
                  Optional.of(Verdicts.undecided(InconclusiveReason.EVIDENCE_DOES_NOT_DECIDE))),
              new Scorecard.Confused("lost", "GENUINE", Optional.empty())));

  @Test
  void json_has_both_matrices_and_two_counts_and_nothing_else() {
    assertThat(ScoreJson.line(CARD))
        .isEqualTo(
            "{\"verdicts\":{\"KEY_COMPROMISE\":{\"KEY_COMPROMISE\":2},\"TLS_RELAY\":{\"INCONCLUSIVE\":1,\"KEY_COMPROMISE\":1}},"
                + "\"roles\":{\"KEY_HOLDER\":{\"NONE\":1234}},\"scenarios\":4,\"errors\":1}");
  }

  @Test
  void page_begins_with_the_two_errors_that_matter() {
    assertThat(ScorePage.of(CARD))
        .startsWith(
            "The two errors that matter",
            "",
            "  a stolen key cried over a relay  1",
            "  a stolen key called a relay      0");
  }

  @Test
  void page_has_a_column_for_whatever_was_given() {
    assertThat(ScorePage.of(CARD))
        .contains(
            "Verdicts: 2 of 4 scenarios right",
            "  what it is \\ given as  INCONCLUSIVE  KEY_COMPROMISE",
            "  KEY_COMPROMISE                    -               2",
            "  TLS_RELAY                         1               1",
            "Roles: 0 of 1,234 hosts right");
  }

  @Test
  void page_names_the_scenarios_that_were_given_another_verdict() {
    String page = String.join("\n", ScorePage.of(CARD));

    assertThat(page).containsPattern("reality +TLS_RELAY +INCONCLUSIVE: evidence does not decide");
    assertThat(page).containsPattern("lost +GENUINE +- +-");
  }
}
