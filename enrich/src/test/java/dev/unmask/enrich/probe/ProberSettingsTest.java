package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    assertThat(defaults.silence()).isEqualTo(Duration.ofSeconds(5));
    assertThat(defaults.maxBytes()).isEqualTo(512 * 1024);
    assertThat(defaults.vpnPort()).isEqualTo(1194);
    assertThat(defaults.nativeTls()).isTrue();
  }

  @Test
  void each_change_changes_one_thing() {
    ProberSettings changed =
        ProberSettings.defaults()
            .withHostDeadline(SECOND)
            .withSilence(Duration.ofSeconds(20), SECOND)
            .withVpnPort(11_194)
            .withJdkTls();

    assertThat(changed)
        .isEqualTo(
            new ProberSettings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                SECOND,
                SECOND,
                512 * 1024,
                11_194,
                1,
                1,
                false));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("connectTimeout", settings(NONE, SECOND, SECOND, SECOND, 16_384, 1, 1)),
        Arguments.of("silence", settings(SECOND, NONE, SECOND, SECOND, 16_384, 1, 1)),
        Arguments.of("responseTimeout", settings(SECOND, SECOND, NONE, SECOND, 16_384, 1, 1)),
        Arguments.of("hostDeadline", settings(SECOND, SECOND, SECOND, NONE, 16_384, 1, 1)),
        Arguments.of("maxBytes", settings(SECOND, SECOND, SECOND, SECOND, 16_383, 1, 1)),
        Arguments.of("vpnPort", settings(SECOND, SECOND, SECOND, SECOND, 16_384, 0, 1)),
        Arguments.of("eventLoops", settings(SECOND, SECOND, SECOND, SECOND, 16_384, 1, 0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refused(String name, Runnable settings) {
    assertThatThrownBy(settings::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  private static Runnable settings(
      Duration connect,
      Duration silence,
      Duration response,
      Duration host,
      int maxBytes,
      int vpnPort,
      int loops) {
    return () -> {
      new ProberSettings(
          connect, SECOND, silence, response, SECOND, host, maxBytes, vpnPort, loops, 1, true);
    };
  }
}
