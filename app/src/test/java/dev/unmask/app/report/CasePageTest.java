package dev.unmask.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CasePageTest {
  private static final CasePage PAGE = new CasePage();

  @Test
  void tells_what_on_whom_and_why() {
    assertThat(PAGE.of(Cases.withForeignText("www.example.org")))
        .contains("<h1>VPN_CAMOUFLAGE</h1>")
        .contains("www.example.org on 8,231 hosts; confidence 0.900, severity informational")
        .contains("<strong>NO_APPLICATION_DATA</strong>", "8,225 of 8,231", "+6.00")
        .contains("<dt>KEY_COMPROMISE</dt>")
        .contains("unmask probe 192.0.2.7:443 --sni www.example.org --tier 3");
  }

  @Test
  void weights_for_are_drawn_to_the_right_of_the_middle_and_weights_against_to_the_left() {
    assertThat(PAGE.of(Cases.withForeignText("x")))
        .contains("<rect class=\"for\" x=\"50.00%\" y=\"0\" height=\"100%\" width=\"50.00%\"/>")
        .contains(
            "<rect class=\"against\" x=\"37.50%\" y=\"0\" height=\"100%\" width=\"12.50%\"/>");
  }

  @Test
  void each_revision_that_is_known_has_a_line() {
    assertThat(PAGE.of(Cases.withForeignText("x")))
        .contains("aria-label=\"confidence 0.400\"", "aria-label=\"confidence 0.900\"");
  }

  @Test
  void the_probe_stands_on_the_axis_of_the_validity_of_the_chain() {
    assertThat(PAGE.of(Cases.withForeignText("x")))
        .contains("2010-01-01 to 2030-01-01; the line is the probe, 2026-07-01T00:00:00Z")
        .contains("<line x1=\"82.48%\" x2=\"82.48%\"");
  }

  @Test
  void a_verdict_of_which_nothing_else_is_known_has_a_page_too() {
    assertThat(PAGE.of(Cases.bare()))
        .contains("<h1>INCONCLUSIVE</h1>", "Every test was made.", "unmask explain abab")
        .doesNotContain("unmask probe");
  }

  @Test
  void host_that_shows_another_certificate_by_now_is_no_witness_of_this_one() {
    CaseFile file = Cases.withForeignText("x");
    CaseFile moved =
        new CaseFile(
            Verdict.newBuilder(file.verdict()).setFingerprint("ef".repeat(32)).build(),
            file.revisions(),
            file.hosts(),
            Optional.empty(),
            file.chain());

    assertThat(moved.witness()).isEmpty();
    assertThat(PAGE.of(moved)).doesNotContain("unmask probe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'><svg/onload=alert(1)>",
        "</title></style></svg><iframe src=//192.0.2.1>"
      })
  void foreign_text_stays_text(String hostile) {
    String page = PAGE.of(Cases.withForeignText(hostile));

    assertThat(page).doesNotContain(hostile, "<script", "<img", "<iframe", "<svg/");
    assertThat(page).contains("</html>");
  }

  @Test
  void a_tag_of_the_template_in_foreign_text_is_text_too() {
    assertThat(PAGE.of(Cases.withForeignText("{{heading.kind}}")))
        .contains("<p>{{heading.kind}}</p>");
  }

  @Test
  void text_that_would_reorder_or_hide_what_is_read_is_written_out() {
    assertThat(PAGE.of(Cases.withForeignText("a\u202eb\u0000c\u001b[2J")))
        .doesNotContain("\u202e", "\u0000", "\u001b")
        .contains("a\\u{202e}b\\u{0}c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$(reboot)", "a;b", "-brief", "a b", "`x`", "a\nb"})
  void a_name_that_a_shell_could_take_for_more_gets_into_no_command(String name) {
    assertThat(Reproduction.commands(Cases.withForeignText(name)))
        .noneMatch(command -> command.contains(name))
        .anyMatch(command -> command.endsWith("-noservername -showcerts < /dev/null"));
  }

  @Test
  void refers_to_nothing_outside_of_itself() {
    assertThat(PAGE.of(Cases.withForeignText("x")))
        .doesNotContain("src=", "href=", "url(", "@import")
        .contains("default-src 'none'");
  }
}
