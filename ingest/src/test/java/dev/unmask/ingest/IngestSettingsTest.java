package dev.unmask.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.ingest.record.Format;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IngestSettingsTest {

  private static final List<String> INPUTS = List.of("scan.ndjson");

  @Test
  void defaults() {
    IngestSettings settings = IngestSettings.defaults(INPUTS);

    assertThat(settings.feed()).isEqualTo(new Feed.Files(List.of("scan.ndjson")));
    assertThat(settings.maxLineBytes()).isEqualTo(16 << 20);
    assertThat(settings.parsers()).isBetween(1, 4);
    assertThat(settings.batchRecords()).isEqualTo(10_000);
    assertThat(settings.batchBytes()).isEqualTo(16L << 20);
    assertThat(settings.batchTime()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.maxDeadShare()).isEqualTo(0.5);
    assertThat(settings.format()).isEmpty();
  }

  @Test
  void every_setting_set() {
    IngestSettings settings =
        new IngestSettings(
            new Feed.Files(List.of("-", "a")),
            Optional.of(Format.ZGRAB2),
            1_024,
            64,
            1,
            1L << 30,
            Duration.ofSeconds(30),
            1,
            true);

    assertThat(settings.feed()).isEqualTo(new Feed.Files(List.of("-", "a")));
    assertThat(settings.maxLineBytes()).isEqualTo(1_024);
    assertThat(settings.parsers()).isEqualTo(64);
    assertThat(settings.batchRecords()).isEqualTo(1);
    assertThat(settings.batchBytes()).isEqualTo(1L << 30);
    assertThat(settings.batchTime()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.maxDeadShare()).isEqualTo(1);
    assertThat(settings.again()).isTrue();
    assertThat(settings.format()).contains(Format.ZGRAB2);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        with("FILE is missing: name at least one, or -", () -> settings(List.of())),
        with("FILE is empty: expected a path, or -", () -> settings(List.of(" "))),
        with("FILE 'a' is named twice: name it once", () -> settings(List.of("a", "a"))),
        with("FILE '/' is a directory: name the files in it", () -> settings(List.of("/"))),
        with("FILE 'a\0b' is no path: Nul character not allowed", () -> settings(List.of("a\0b"))),
        with(
            "--max-line-bytes 1023: expected 1024 to 268435456",
            () -> settings(1_023, 1, 1, 1_024, 1_000, 0)),
        with("--parsers 0: expected 1 to 64", () -> settings(1_024, 0, 1, 1_024, 1_000, 0)),
        with(
            "--batch-records 0: expected 1 to 1000000",
            () -> settings(1_024, 1, 0, 1_024, 1_000, 0)),
        with(
            "--batch-bytes 1: expected 1024 to 1073741824",
            () -> settings(1_024, 1, 1, 1, 1_000, 0)),
        with(
            "--batch-time PT0.009S: expected PT0.01S to PT30S",
            () -> settings(1_024, 1, 1, 1_024, 9, 0)),
        with(
            "--batch-time PT31S: expected PT0.01S to PT30S",
            () -> settings(1_024, 1, 1, 1_024, 31_000, 0)),
        with(
            "--max-dead-share 1.5: expected 0 to 1",
            () -> settings(1_024, 1, 1, 1_024, 1_000, 1.5)),
        with(
            "--max-dead-share NaN: expected 0 to 1",
            () -> settings(1_024, 1, 1, 1_024, 1_000, Double.NaN)));
  }

  @ParameterizedTest
  @MethodSource
  void refused(String message, Supplier<IngestSettings> settings) {
    assertThatThrownBy(settings::get)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static Arguments with(String message, Supplier<IngestSettings> settings) {
    return Arguments.of(message, settings);
  }

  private static IngestSettings settings(List<String> inputs) {
    return IngestSettings.defaults(inputs);
  }

  private static IngestSettings settings(
      int lineBytes, int parsers, int records, long bytes, long millis, double deadShare) {
    return new IngestSettings(
        new Feed.Files(INPUTS),
        Optional.empty(),
        lineBytes,
        parsers,
        records,
        bytes,
        Duration.ofMillis(millis),
        deadShare,
        false);
  }
}
