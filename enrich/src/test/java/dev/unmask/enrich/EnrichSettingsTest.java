package dev.unmask.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.unmask.enrich.policy.Scope;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.queue.QueueLimits;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnrichSettingsTest {
  private static final Identity ME = new Identity("probe-1", "ams", "1.2.3");

  @Test
  void defaults_are_passive() {
    var defaults = EnrichSettings.defaults(ME);

    assertThat(defaults.identity()).isEqualTo(ME);
    assertThat(defaults.probing().contact()).isEmpty();
    assertThat(defaults.prober()).isEqualTo(ProberSettings.defaults());
    assertThat(defaults.queue()).isEqualTo(QueueLimits.defaults());
    assertThat(defaults.drainTimeout()).isEqualTo(Duration.ofSeconds(25));
    assertThat(defaults.group()).isEmpty();
  }

  @Test
  void every_setting_set() {
    var probing = ProbingSettings.off().on("cert@example.org", Scope.of("everything"));
    var prober = ProberSettings.defaults().withVpnPort(1195);
    var queue = QueueLimits.of(3_000);

    var set = new EnrichSettings(ME, probing, prober, queue, Duration.ZERO, Optional.of("mine"));

    assertThat(set.probing()).isEqualTo(probing);
    assertThat(set.prober()).isEqualTo(prober);
    assertThat(set.queue()).isEqualTo(queue);
    assertThat(set.drainTimeout()).isZero();
    assertThat(set.group()).contains("mine");
    assertThat(EnrichSettings.defaults(ME).with(probing).with(prober).with(queue))
        .isEqualTo(
            new EnrichSettings(
                ME, probing, prober, queue, Duration.ofSeconds(25), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "PT-1S, mine, --drain-timeout is PT-1S; give zero to ten minutes",
    "PT11M, mine, --drain-timeout is PT11M; give zero to ten minutes",
    "PT1S, ' ', --group is blank",
  })
  void every_value_refused(Duration drain, String group, String message) {
    var good = EnrichSettings.defaults(ME);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new EnrichSettings(
                    ME, good.probing(), good.prober(), good.queue(), drain, Optional.of(group)))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "'', ams, --name is ''; give 1 to 100 characters",
    "LONG, ams, --name is 'xxx",
    "probe-1, LONG, --vantage is 'xxx"
  })
  void every_identity_refused(String name, String vantage, String message) {
    var tooLong = "x".repeat(101);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Identity(name.replace("LONG", tooLong), vantage.replace("LONG", tooLong), "1"))
        .withMessageContaining(message);
  }

  @Test
  void a_probe_says_who_asks_and_whom_to_write_to() {
    var probing = ProbingSettings.off().on("mailto:cert@example.org", Scope.of("everything"));

    assertThat(EnrichSettings.defaults(ME).with(probing).userAgent())
        .isEqualTo("Mozilla/5.0 (compatible; unmask/1.2.3; +mailto:cert@example.org)");
    assertThat(EnrichSettings.defaults(ME).userAgent())
        .isEqualTo("Mozilla/5.0 (compatible; unmask/1.2.3)");
  }
}
