package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.enrich.probe.visit.ProbeTimings;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Tier;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Defaults, changes and refusals of the limits. */
class ProberSettingsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration NONE = Duration.ZERO;

  @Test
  void defaults_are_those_of_the_design() {
    ProberSettings defaults = ProberSettings.defaults();

    assertThat(defaults.timings().silence()).isEqualTo(Duration.ofSeconds(5));
    assertThat(defaults.timings().fastWatch()).isEqualTo(Duration.ofSeconds(12));
    assertThat(defaults.timings().thoroughWatch()).isEqualTo(Duration.ofSeconds(65));
    assertThat(defaults.maxBytes()).isEqualTo(512 * 1024);
    assertThat(defaults.vpnPort()).isEqualTo(1194);
    assertThat(defaults.nativeTls()).isTrue();
  }

  @Test
  void each_change_changes_one_thing() {
    ProberSettings changed =
        ProberSettings.defaults()
            .withHostDeadline(Duration.ofSeconds(30))
            .withSilence(Duration.ofSeconds(20), SECOND)
            .with(times -> times.withWatch(SECOND, Duration.ofSeconds(2)))
            .with(times -> times.withConnecting(Duration.ofSeconds(3), Duration.ofSeconds(4)))
            .withVpnPort(11_194)
            .withThreads(2, 3)
            .withJdkTls();

    assertThat(changed)
        .isEqualTo(
            new ProberSettings(
                new ProbeTimings(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20),
                    SECOND,
                    SECOND,
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(30)),
                512 * 1024,
                11_194,
                2,
                3,
                false));
  }

  @Test
  void higher_tiers_have_more_time() {
    ProbeTimings times = ProbeTimings.defaults();

    assertThat(times.deadline(Tier.APPLICATION)).isEqualTo(Duration.ofSeconds(40));
    assertThat(times.deadline(Tier.MANNERS)).isGreaterThan(times.deadline(Tier.APPLICATION));
    assertThat(times.deadline(Tier.TIMINGS)).isGreaterThan(times.deadline(Tier.MANNERS));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("connectTimeout", times(NONE, SECOND, SECOND, SECOND, SECOND)),
        Arguments.of("silence", times(SECOND, NONE, SECOND, SECOND, SECOND)),
        Arguments.of("responseTimeout", times(SECOND, SECOND, NONE, SECOND, SECOND)),
        Arguments.of("thoroughWatch", times(SECOND, SECOND, SECOND, NONE, SECOND)),
        Arguments.of("hostDeadline", times(SECOND, SECOND, SECOND, SECOND, NONE)),
        Arguments.of("maxBytes", settings(16_383, 1, 1, 1)),
        Arguments.of("vpnPort", settings(16_384, 0, 1, 1)),
        Arguments.of("eventLoops", settings(16_384, 1, 0, 1)),
        Arguments.of("parsers", settings(16_384, 1, 1, 0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refused(String name, Runnable settings) {
    assertThatThrownBy(settings::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  private static Runnable times(
      Duration connect, Duration silence, Duration response, Duration thorough, Duration host) {
    return () -> {
      new ProbeTimings(connect, SECOND, silence, response, SECOND, SECOND, thorough, host);
    };
  }

  private static Runnable settings(int maxBytes, int vpnPort, int loops, int parsers) {
    return () -> {
      new ProberSettings(ProbeTimings.defaults(), maxBytes, vpnPort, loops, parsers, true);
    };
  }
}
