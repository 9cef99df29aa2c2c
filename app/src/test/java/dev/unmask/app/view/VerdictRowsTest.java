package dev.unmask.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictRowsTest {
  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void a_table_has_its_columns_under_their_headings() {
    String head = Format.TABLE.verdicts().head().get(0);
    String row = Format.TABLE.verdicts().row(Verdicts.camouflage());

    assertThat(row)
        .startsWith("1073570f79136511  VPN_CAMOUFLAGE ")
        .endsWith("microsoft     CN=www.update.microsoft.com");
    assertThat(row.indexOf("microsoft ")).isEqualTo(head.indexOf("OWNER"));
    assertThat(row).contains(" 0.987 ", " 8,231 ", " 118 ");
  }

  @Test
  void a_table_says_why_nothing_was_decided() {
    assertThat(
            Format.TABLE
                .verdicts()
                .row(Verdicts.undecided(InconclusiveReason.NOT_ALLOWED_TO_PROBE)))
        .contains("INCONCLUSIVE: not allowed to probe");
  }

  @Test
  void brief_json_has_exactly_what_a_verdict_is_and_why() throws JsonProcessingException {
    JsonNode node = mapper.readTree(VerdictJson.brief(Verdicts.camouflage()));

    assertThat(names(node))
        .containsExactly(
            "fingerprint",
            "subject",
            "verdict",
            "confidence",
            "revision",
            "hosts",
            "evidence",
            "explanation",
            "digest");
    assertThat(names(node.get("hosts"))).containsExactly("total", "byRole");
    assertThat(node.at("/hosts/byRole/HANDSHAKE_RELAY").asLong()).isEqualTo(8225);
    assertThat(names(node.at("/evidence/0")))
        .containsExactly("code", "statement", "support", "total", "weight");
  }

  @Test
  void whole_json_has_the_rest_too() throws JsonProcessingException {
    JsonNode node =
        mapper.readTree(
            Format.JSON.verdicts().row(Verdicts.undecided(InconclusiveReason.UNREACHABLE)));

    assertThat(node.get("reason").asText()).isEqualTo("UNREACHABLE");
    assertThat(node.get("firstSeen").isNull()).isTrue();
    assertThat(names(node.get("hosts")))
        .contains("total", "byRole", "byPort", "networks", "changed");
  }

  @Test
  void json_is_one_line_of_ascii_whatever_a_certificate_says() {
    Verdict hostile =
        Verdict.newBuilder(Verdicts.camouflage())
            .setSubject("CN=\u001b[2J\u202e\n\u007f\u009b")
            .build();

    assertThat(VerdictJson.brief(hostile))
        .matches("[ -~]+")
        .containsIgnoringCase("\\u001b[2J\\u202e\\n\\u007f\\u009b");
  }

  @Test
  void csv_has_a_cell_for_each_heading() {
    Verdict plain = Verdict.newBuilder(Verdicts.camouflage()).setExplanation("none").build();

    assertThat(Format.CSV.verdicts().row(plain).split(","))
        .hasSameSizeAs(Format.CSV.verdicts().head().get(0).split(","));
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
