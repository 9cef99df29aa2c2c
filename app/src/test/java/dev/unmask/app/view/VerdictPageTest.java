package dev.unmask.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.Verdict;
import org.junit.jupiter.api.Test;

class VerdictPageTest {
  @Test
  void says_what_on_whom_and_why() {
    String page = String.join("\n", VerdictPage.of(Verdicts.camouflage()));

    assertThat(page)
        .contains("VPN_CAMOUFLAGE   confidence 0.987")
        .contains("8,231 hosts in 118 networks and 41 countries")
        .contains("ports 443 7,961, 636 270")
        .contains("+9.50  NO_APPLICATION_DATA")
        .contains("Explanation\n  These hosts forward the handshake.\n\n  Not tested: resumption.");
  }

  @Test
  void leaves_out_what_there_is_nothing_to_say_about() {
    assertThat(VerdictPage.of(Verdicts.undecided(InconclusiveReason.TOO_FEW_HOSTS)))
        .contains("INCONCLUSIVE: too few hosts   confidence 0.000   severity informational")
        .doesNotContain("Explanation", "Evidence (bits for or against INCONCLUSIVE)");
  }

  @Test
  void no_line_carries_a_control_character() {
    Verdict hostile =
        Verdict.newBuilder(Verdicts.camouflage())
            .setSubject("CN=\u001b]0;x\u0007")
            .setExplanation("a\u001b[2Jb")
            .build();

    assertThat(VerdictPage.of(hostile))
        .noneMatch(line -> line.chars().anyMatch(Character::isISOControl));
  }
}
