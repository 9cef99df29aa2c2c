package dev.unmask.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.unmask.enrich.policy.Blocklist;
import dev.unmask.enrich.policy.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProbingSettingsTest {

  @Test
  void nothing_is_probed_by_default() {
    var off = ProbingSettings.off();

    assertThat(off.contact()).isEmpty();
    assertThat(off.scope().opensNothing()).isTrue();
    assertThat(off.blocklist().hash()).isEmpty();
    assertThat(off.allowLocal()).isFalse();
    assertThat(off.trustRoots()).isEmpty();
    assertThat(off.widelyShared()).isEqualTo(20);
    assertThat(off.rate()).isEqualTo(1_000);
    assertThat(off.subnetRate()).isEqualTo(20);
  }

  @Test
  void every_setting_set() {
    var scope = Scope.of("owner:microsoft");
    var blocklist = Blocklist.none();
    var roots = List.of(Path.of("roots.pem"));

    var set =
        new ProbingSettings(
            Optional.of("mailto:cert@example.org"), scope, blocklist, true, roots, 2, 10, 5);

    assertThat(set.contact()).contains("mailto:cert@example.org");
    assertThat(set.scope()).isSameAs(scope);
    assertThat(set.blocklist()).isSameAs(blocklist);
    assertThat(set.allowLocal()).isTrue();
    assertThat(set.trustRoots()).isEqualTo(roots);
    assertThat(set.widelyShared()).isEqualTo(2);
    assertThat(set.rate()).isEqualTo(10);
    assertThat(set.subnetRate()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "me",
        "the owner",
        "a@b c",
        "mailto:a@b\r\nX-Header: y",
        "ftp://example.org",
        "@",
        "é@example.org"
      })
  void a_contact_that_reaches_nobody_is_refused(String contact) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProbingSettings.off().on(contact, Scope.of("everything")))
        .withMessageStartingWith("--contact is '")
        .withMessageContaining("give an e-mail address or a URL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailto:cert@example.org",
        "cert@example.org",
        "https://example.org/probing",
        "http://example.org"
      })
  void an_address_or_a_url_is_a_contact(String contact) {
    assertThat(ProbingSettings.off().on(contact, Scope.of("everything")).contact())
        .contains(contact);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1000, 20, --widely-shared is 1; give a number from 2 to",
    "20, 0, 20, --rate is 0; give a number from 1 to",
    "20, 100001, 20, --rate is",
    "20, 1000, 0, --subnet-rate is 0; give a number from 1 to",
    "20, 10, 11, --subnet-rate is 11; give a number from 1 to 10",
  })
  void every_value_refused(int widely, int rate, int subnetRate, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ProbingSettings(
                    Optional.empty(),
                    Scope.none(),
                    Blocklist.none(),
                    false,
                    List.of(),
                    widely,
                    rate,
                    subnetRate))
        .withMessageContaining(message);
  }
}
