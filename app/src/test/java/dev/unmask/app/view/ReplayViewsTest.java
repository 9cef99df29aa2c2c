package dev.unmask.app.view;

import static dev.unmask.app.compare.Judgements.camouflage;
import static dev.unmask.app.compare.Judgements.hosts;
import static dev.unmask.app.compare.Judgements.table;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unmask.app.compare.Comparison;
import dev.unmask.app.compare.Stretch;
import dev.unmask.app.replay.ReplayOutcome;
import dev.unmask.app.replay.Source;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayViewsTest {
  private static final Stretch ALWAYS = new Stretch(Optional.empty(), Optional.empty());

  @Test
  void a_line_says_what_was_and_what_would_be() {
    String page =
        page(camouflage("aa").setKind(VerdictKind.TLS_RELAY).setHosts(hosts(1_200)), false);

    assertThat(page)
        .contains(
            "kind, hosts",
            "VPN_CAMOUFLAGE -> TLS_RELAY",
            "10 -> 1,200",
            "HANDSHAKE_RELAY 10 -> 1,200",
            "CN=www.example.org",
            "1,300 observations replayed, of all time; 2 records cannot be used",
            "1 certificate: 0 with the same digest, 1 of another kind, 1 with other hosts by role");
  }

  @Test
  void where_nothing_changed_only_the_sum_is_told_unless_all_is_asked_for() {
    assertThat(page(camouflage("aa"), false)).startsWith("1,300 observations replayed");
    assertThat(page(camouflage("aa"), true)).startsWith("FINGERPRINT").contains("0.987");
  }

  @Test
  void it_says_which_stretch_was_replayed() {
    Stretch open =
        new Stretch(Optional.of(Instant.parse("2026-11-01T00:00:00Z")), Optional.empty());

    assertThat(ReplayTable.of(outcome(camouflage("aa"), open), false).get(0))
        .contains("from 2026-11-01T00:00:00Z to the last");
  }

  @Test
  void what_a_certificate_says_does_not_reach_the_terminal_as_it_is() {
    assertThat(page(camouflage("aa").setSubject("CN=\u001b[2J").setConfidence(0.5), false))
        .doesNotContain("\u001b");
  }

  @Test
  void json_has_the_sum_and_both_sides_of_what_changed() throws JsonProcessingException {
    JsonNode json =
        new ObjectMapper()
            .readTree(
                ReplayJson.of(
                    outcome(camouflage("aa").setKind(VerdictKind.TLS_RELAY), ALWAYS), false));

    assertThat(json.at("/summary/certificates").asInt()).isEqualTo(1);
    assertThat(json.at("/summary/kind").asInt()).isEqualTo(1);
    assertThat(json.at("/summary/onlyLive").asInt()).isZero();
    assertThat(json.at("/replay/source").asText()).isEqualTo("observations");
    assertThat(json.at("/verdicts/0/changed/0").asText()).isEqualTo("kind");
    assertThat(json.at("/verdicts/0/live/verdict").asText()).isEqualTo("VPN_CAMOUFLAGE");
    assertThat(json.at("/verdicts/0/replay/hosts/byRole/HANDSHAKE_RELAY").asInt()).isEqualTo(10);
  }

  private static String page(Verdict.Builder replay, boolean all) {
    return String.join("\n", ReplayTable.of(outcome(replay, ALWAYS), all));
  }

  private static ReplayOutcome outcome(Verdict.Builder replay, Stretch stretch) {
    return new ReplayOutcome(
        "unmask.replay-20261124-121503-4f2a",
        Source.OBSERVATIONS,
        stretch,
        1_300,
        2,
        "r1",
        "o1",
        Comparison.of(table(camouflage("aa")), table(replay), stretch));
  }
}
