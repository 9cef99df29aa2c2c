package dev.unmask.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClassifySettingsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TEN = Duration.ofSeconds(10);

  private static final long MEMORY = 16 << 20;

  @Test
  void defaults_are_in_range() {
    ClassifySettings defaults = ClassifySettings.defaults();

    assertThat(defaults.applicationId()).isEmpty();
    assertThat(defaults.threads()).isEqualTo(1);
    assertThat(defaults.quietAfter()).isEqualTo(TEN);
    assertThat(defaults.commitInterval()).isEqualTo(SECOND);
    assertThat(defaults.sessionTimeout()).isEqualTo(TEN);
    assertThat(defaults.expiry()).isEmpty();
  }

  @Test
  void every_setting_is_kept() {
    ClassifySettings set =
        settings("mine", 8, SECOND, Duration.ofMillis(100), Duration.ofSeconds(6), 1, 5, MEMORY);

    assertThat(set)
        .isEqualTo(
            new ClassifySettings(
                Optional.of("mine"),
                Path.of("state"),
                8,
                SECOND,
                Duration.ofMillis(100),
                Duration.ofSeconds(6),
                1,
                5,
                MEMORY,
                Optional.empty()));
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal("--application-id", () -> settings("no spaces", 1, TEN, SECOND, TEN, 0, 0, MEMORY)),
        refusal("--threads", () -> settings("a", 0, TEN, SECOND, TEN, 0, 0, MEMORY)),
        refusal("--threads", () -> settings("a", 65, TEN, SECOND, TEN, 0, 0, MEMORY)),
        refusal("--quiet-after", () -> settings("a", 1, Duration.ZERO, SECOND, TEN, 0, 0, MEMORY)),
        refusal("--commit-interval", () -> settings("a", 1, TEN, Duration.ZERO, TEN, 0, 0, MEMORY)),
        refusal("--session-timeout", () -> settings("a", 1, TEN, SECOND, SECOND, 0, 0, MEMORY)),
        refusal("--standbys", () -> settings("a", 1, TEN, SECOND, TEN, 6, 0, MEMORY)),
        refusal(
            "--dead-letters-per-minute", () -> settings("a", 1, TEN, SECOND, TEN, 0, -1, MEMORY)),
        refusal("--cache-bytes", () -> settings("a", 1, TEN, SECOND, TEN, 0, 0, MEMORY - 1)));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void a_value_out_of_range_is_refused_by_its_flag(
      String flag, Supplier<ClassifySettings> settings) {
    assertThatIllegalArgumentException()
        .isThrownBy(settings::get)
        .withMessageStartingWith(flag)
        .withMessageContaining("expected");
  }

  private static Arguments refusal(String flag, Supplier<ClassifySettings> settings) {
    return Arguments.of(flag, settings);
  }

  private static ClassifySettings settings(
      String id,
      int threads,
      Duration quietAfter,
      Duration commitInterval,
      Duration sessionTimeout,
      int standbys,
      int deadLetters,
      long cacheBytes) {
    return new ClassifySettings(
        Optional.of(id),
        Path.of("state"),
        threads,
        quietAfter,
        commitInterval,
        sessionTimeout,
        standbys,
        deadLetters,
        cacheBytes,
        Optional.empty());
  }
}
