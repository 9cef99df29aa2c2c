package dev.unmask.ingest.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamSettingsTest {

  private static final String URL = "https://stream.example.org/shodan/banners";

  @Test
  void defaults() {
    StreamSettings settings = StreamSettings.defaults(URL, Optional.empty());

    assertThat(settings.answering()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.silence()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.pause()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.withSilence(Duration.ofSeconds(5)).silence()).hasSeconds(5);
  }

  @ParameterizedTest
  @CsvSource({
    "https://stream.example.org/b,        https://stream.example.org/b?key=a%2Bb",
    "https://stream.example.org/b?query=x, https://stream.example.org/b?query=x&key=a%2Bb",
  })
  void the_key_is_added_to_the_query(String url, String request) {
    StreamSettings settings = StreamSettings.defaults(url, Optional.of(new StreamKey("a+b")));

    assertThat(settings.request()).hasToString(request);
  }

  @ParameterizedTest
  @CsvSource({
    "http://stream.example.org/b,              expected https",
    "ftp://127.0.0.1/b,                        expected https",
    "stream.example.org,                       expected https",
    "https:///b,                               expected https",
    "https://[oops/b,                          expected a URL",
    "https://stream.example.org/b?key=secret,  expected a URL without the key",
    "https://stream.example.org/b?a=1&key=s,   expected a URL without the key",
    "https://user:secret@stream.example.org/b, expected a URL without the key",
    "https://stream.example.org/b#c,           expected a URL without '#'",
  })
  void a_url_that_a_key_must_not_go_to_or_be_in_is_refused_without_being_shown(
      String url, String message) {
    assertThatThrownBy(() -> StreamSettings.defaults(url, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--stream: " + message)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8080/b", "http://[::1]/b", "http://localhost/b"})
  void within_this_machine_nobody_listens(String url) {
    assertThat(StreamSettings.defaults(url, Optional.empty()).url()).hasToString(url);
  }

  @Test
  void patience_has_its_limits() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> settings(Duration.ofMinutes(6), second, second))
        .hasMessage("--stream-answering PT6M: expected PT0.1S to PT5M");
    assertThatThrownBy(() -> settings(second, Duration.ZERO, second))
        .hasMessage("--stream-silence PT0S: expected PT0.1S to PT1H");
    assertThatThrownBy(() -> settings(second, second, Duration.ofMinutes(2)))
        .hasMessage("--stream-pause PT2M: expected PT0.001S to PT1M");
  }

  @Test
  void a_key_is_what_a_file_holds_and_nothing_else(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("key"), "abc\n");

    assertThat(StreamKey.in(file).parameter()).isEqualTo("key=abc");
    assertThat(StreamKey.in(file)).hasToString("(secret)");
    Files.writeString(file, "two words");
    assertThatThrownBy(() -> StreamKey.in(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("words");
    Files.writeString(file, " \n");
    assertThatThrownBy(() -> StreamKey.in(file)).isInstanceOf(IllegalArgumentException.class);
  }

  private static StreamSettings settings(Duration answering, Duration silence, Duration pause) {
    return new StreamSettings(URI.create(URL), Optional.empty(), answering, silence, pause);
  }
}
