package dev.unmask.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.unmask.enrich.policy.Blocklist;
import dev.unmask.enrich.policy.Rates;
import dev.unmask.enrich.policy.SampleSizes;
import dev.unmask.enrich.policy.Scope;
import java.nio.file.Path;
import java.time.Duration;
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

    assertThat(off.probes()).isFalse();
    assertThat(off.contact()).isEmpty();
    assertThat(off.scope().opensNothing()).isTrue();
    assertThat(off.mostAdded()).isEqualTo(1_000);
    assertThat(off.blocklist().hash()).isEmpty();
    assertThat(off.allowLocal()).isFalse();
    assertThat(off.trustRoots()).isEmpty();
    assertThat(off.widelyShared()).isEqualTo(20);
    assertThat(off.moderation())
        .isEqualTo(new Moderation(Rates.defaults(), SampleSizes.defaults(), Duration.ofHours(24)));
  }

  @Test
  void every_setting_set() {
    var contact = Optional.of("mailto:cert@example.org");
    var scope = Scope.of("owner:microsoft");
    var blocklist = Blocklist.none();
    var roots = List.of(Path.of("roots.pem"));
    var rates = new Rates(10, 5, 3, 1);
    var samples = SampleSizes.none();
    var rare = new Moderation(rates, samples, Duration.ofDays(7));

    var set = new ProbingSettings(contact, scope, 9, blocklist, true, roots, 2, rare);

    assertThat(set.probes()).isTrue();
    assertThat(set.contact()).isEqualTo(contact);
    assertThat(set.scope()).isSameAs(scope);
    assertThat(set.mostAdded()).isEqualTo(9);
    assertThat(set.blocklist()).isSameAs(blocklist);
    assertThat(set.allowLocal()).isTrue();
    assertThat(set.trustRoots()).isEqualTo(roots);
    assertThat(set.widelyShared()).isEqualTo(2);
    assertThat(set.moderation()).isEqualTo(rare);
    assertThat(rare.rates()).isEqualTo(rates);
    assertThat(rare.samples()).isEqualTo(samples);
    assertThat(rare.reprobeAfter()).isEqualTo(Duration.ofDays(7));
    assertThat(
            ProbingSettings.off()
                .on("mailto:cert@example.org", scope)
                .local(roots)
                .with(new Moderation(Rates.defaults(), SampleSizes.defaults(), Duration.ofDays(7)))
                .with(rates)
                .with(samples)
                .with(blocklist)
                .withMostAdded(9))
        .isEqualTo(new ProbingSettings(contact, scope, 9, blocklist, true, roots, 20, rare));
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
    "1, 0, PT0S, --widely-shared is 1; give a number from 2",
    "20, -1, PT0S, --confirm-scope is -1; give a number of hosts",
    "20, 0, PT-1S, --reprobe-after is PT-1S; give zero to P30D",
    "20, 0, P31D, --reprobe-after is PT744H; give zero to P30D",
  })
  void every_value_refused(int widely, long mostAdded, Duration pause, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ProbingSettings(
                    Optional.empty(),
                    Scope.none(),
                    mostAdded,
                    Blocklist.none(),
                    false,
                    List.of(),
                    widely,
                    new Moderation(Rates.defaults(), SampleSizes.defaults(), pause)))
        .withMessageContaining(message);
  }
}
