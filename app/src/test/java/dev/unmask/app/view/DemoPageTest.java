package dev.unmask.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unmask.app.demo.CaseFigures;
import dev.unmask.app.demo.DemoResult;
import dev.unmask.app.demo.Grade;
import dev.unmask.app.lab.Confusion;
import dev.unmask.app.lab.Timeline;
import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.lab.feed.LabTruth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DemoPageTest {
  private static final LabTruth TRUTH =
      new LabTruth(
          List.of(
              new LabTruth.Host(
                  "127.1.0.1:443/tcp",
                  Role.HANDSHAKE_RELAY,
                  VpnEvidence.PORT_OPEN,
                  Verdicts.FINGERPRINT,
                  VerdictKind.VPN_CAMOUFLAGE,
                  Optional.empty(),
                  "relay")),
          List.of(
              new LabTruth.Verdict(
                  "big", Verdicts.FINGERPRINT, VerdictKind.VPN_CAMOUFLAGE, Optional.empty(), 1)));

  private static final Grade RIGHT =
      new Grade(
          List.of(),
          new Confusion(
              new TreeMap<>(
                  Map.of("HANDSHAKE_RELAY", new TreeMap<>(Map.of("HANDSHAKE_RELAY", 1L))))));

  private static DemoResult result(Grade grade) {
    return new DemoResult(
        1,
        List.of(Verdicts.camouflage(), Verdicts.undecided(InconclusiveReason.UNREACHABLE)),
        new CaseFigures(
            8588, 357, 8231, 8231, 6, 1, Map.of("support.microsoft.com", 3L), 7567, 6432),
        TRUTH,
        grade,
        List.of(new Timeline.Phase("ingest", Duration.ofSeconds(6), Duration.ofSeconds(9))),
        Duration.ofMillis(71_500),
        1_234);
  }

  @Test
  void shows_what_was_counted_then_and_now() {
    String page = String.join("\n", DemoPage.of(result(RIGHT), false));

    assertThat(page)
        .containsPattern("with the very same certificate +8,231 +1 +8,231")
        .containsPattern("redirect to support.microsoft.com +3 +0 +3")
        .containsPattern("OpenVPN proved +- +0 +6,432")
        .contains("unmask, after 71.5 s: VPN_CAMOUFLAGE, confidence 0.987.");
  }

  @Test
  void shows_the_big_verdict_in_full_the_others_in_a_line_and_the_time() {
    List<String> page = DemoPage.of(result(RIGHT), false);

    assertThat(page)
        .contains("Explanation")
        .anyMatch(line -> line.contains("INCONCLUSIVE: unreachable"))
        .contains("  ingest  6.0 s  9.0 s  3.0 s")
        .contains("  in all 71.5 s; all processes together took at most 1,234 MiB of memory")
        .contains("All verdicts, and the roles of all 1 hosts, are what the lab says is true.")
        .doesNotContain("Roles");
  }

  @Test
  void says_what_disagrees_with_the_truth() {
    assertThat(
            DemoPage.of(
                result(new Grade(List.of("no verdict on aa"), new Confusion(new TreeMap<>()))),
                true))
        .contains("These disagree with what the lab says is true:", "  - no verdict on aa");
  }

  @Test
  void the_truth_is_an_object_too() throws JsonProcessingException {
    JsonNode node = new ObjectMapper().readTree(TruthJson.line(TRUTH, RIGHT));

    assertThat(node.at("/truth/0/verdict").asText()).isEqualTo("VPN_CAMOUFLAGE");
    assertThat(node.at("/truth/0/hosts/byRole/HANDSHAKE_RELAY").asInt()).isEqualTo(1);
    assertThat(node.at("/confusion/HANDSHAKE_RELAY/HANDSHAKE_RELAY").asInt()).isEqualTo(1);
    assertThat(node.get("agrees").asBoolean()).isTrue();
  }
}
