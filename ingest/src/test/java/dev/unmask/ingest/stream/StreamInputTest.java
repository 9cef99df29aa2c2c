package dev.unmask.ingest.stream;

import static dev.unmask.ingest.stream.StreamServer.answer;
import static dev.unmask.ingest.stream.StreamServer.both;
import static dev.unmask.ingest.stream.StreamServer.lines;
import static dev.unmask.ingest.stream.StreamServer.send;
import static dev.unmask.ingest.stream.StreamServer.silence;
import static dev.unmask.ingest.stream.StreamServer.stall;
import static dev.unmask.ingest.stream.StreamServer.trickle;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.unmask.ingest.source.Line;
import dev.unmask.ingest.source.Lines;
import dev.unmask.ingest.source.OpenInput;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Timeout(60)
class StreamInputTest {

  private static final String KEY = "canary0123456789";
  private static final int MAX_LINE_BYTES = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void connections_one_after_the_other_are_one_stream_of_lines() throws Exception {
    try (StreamServer server =
        new StreamServer(lines("a\n\nb\n\n\n"), lines("c\r\n\r\n"), lines("d\n"))) {
      assertThat(read(server, 4)).containsExactly("a", "b", "c", "d");

      assertThat(meters.counter("unmask.ingest.stream.heartbeats").count()).isEqualTo(4);
      assertThat(meters.timer("unmask.ingest.stream.gap").count()).isEqualTo(2);
      assertThat(gaps()).isPositive();
    }
  }

  @Test
  void connections_that_end_soon_come_after_ever_longer_pauses_though_they_bring_lines()
      throws Exception {
    try (StreamServer server = new StreamServer(lines("a\n"))) {
      read(server, 7);

      assertThat(gaps()).as("half of 10, 20, 40, 80, 160, 320 ms").isGreaterThan(315);
    }
  }

  @Test
  void gaps_of_connections_without_a_line_are_counted_once() throws Exception {
    try (StreamServer server =
        new StreamServer(
            lines("a\n"), lines(""), lines(""), lines(""), lines(""), lines(""), lines("b\n"))) {
      long begun = System.nanoTime();
      read(server, 2);

      assertThat(gaps()).isLessThan((System.nanoTime() - begun) / 1e6);
    }
  }

  @Test
  void a_line_within_which_a_connection_ends_joins_with_nothing() throws Exception {
    try (StreamServer server = new StreamServer(lines("a\n{\"ip_"), lines("str\":\nb\n"))) {
      assertThat(read(server, 4)).containsExactly("a", "{\"ip_", "str\":", "b");
    }
  }

  @Test
  void a_stream_that_stalls_is_connected_again() throws Exception {
    try (StreamServer server = new StreamServer(stall("a\n"), lines("b\n"))) {
      assertThat(read(input(server, PATIENCE, Duration.ofSeconds(2)), 2)).containsExactly("a", "b");
    }
  }

  @Test
  void bytes_that_never_end_a_line_are_silence() throws Exception {
    try (StreamServer server = new StreamServer(trickle("{", 1_000), lines("b\n"))) {
      List<String> read = read(input(server, PATIENCE, Duration.ofSeconds(2)), 2);

      assertThat(read.get(0)).startsWith("{{");
      assertThat(read.get(1)).isEqualTo("b");
    }
  }

  @Test
  void a_stream_of_heartbeats_lasts_longer_than_the_patience_for_answer_and_silence()
      throws Exception {
    Duration patience = Duration.ofSeconds(5);
    int sixSeconds = 120;
    try (StreamServer server =
        new StreamServer(
            both(trickle("\n", sixSeconds), (out, over) -> send(out, "a\n")),
            answer("401 Unauthorized"))) {
      assertThat(read(input(server, patience, patience), 1)).containsExactly("a");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"524 A timeout occurred", "503 Unavailable", "429 Too many"})
  void a_feed_that_has_no_time_is_asked_again(String status) throws Exception {
    try (StreamServer server =
        new StreamServer(answer(status), lines("a\n"), answer(status), lines("b\n"))) {
      assertThat(read(server, 2)).containsExactly("a", "b");
      assertThat(server.requests()).hasSize(4);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401 Unauthorized, HTTP 401: the key was refused",
    "403 Forbidden, HTTP 403: the key was refused",
    "404 Not found, HTTP 404: expected 200",
    "204 No content, HTTP 204: expected 200"
  })
  void what_another_attempt_would_not_change_is_the_end(String status, String problem)
      throws Exception {
    try (StreamServer server = new StreamServer(lines("first\n"), answer(status))) {
      Lines lines = reading(input(server));

      assertThat(lines.next()).map(StreamInputTest::text).contains("first");
      assertThat(lines.next()).isEmpty();
      assertThat(lines.problem()).get().asString().startsWith(problem);
      assertThat(lines.isDamaged()).isFalse();
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void a_redirect_is_not_followed_with_the_key() throws Exception {
    try (StreamServer elsewhere = new StreamServer(lines("a\n"));
        StreamServer server =
            new StreamServer(answer("302 Found\r\nLocation: " + elsewhere.url()))) {
      assertThat(problem(input(server))).startsWith("HTTP 302: a redirect, which is not followed");
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void an_answer_that_is_encoded_is_refused() throws Exception {
    try (StreamServer server = new StreamServer(answer("200 OK\r\nContent-Encoding: gzip"))) {
      assertThat(problem(input(server)))
          .isEqualTo("the answer is encoded, though nobody asked for that");
    }
  }

  @Test
  void what_was_never_reached_is_most_likely_a_mistake_and_the_end() throws Exception {
    StreamServer server = new StreamServer(lines(""));
    server.close();

    assertThat(problem(input(server))).startsWith("it cannot be reached: ConnectException");
  }

  @Test
  void a_server_that_does_not_answer_is_not_waited_for() throws Exception {
    try (StreamServer server = new StreamServer(silence())) {
      assertThat(problem(input(server, Duration.ofSeconds(1), PATIENCE)))
          .isEqualTo("it cannot be reached: no answer came for 1000 ms");
    }
  }

  @Test
  void headers_without_end_are_not_waited_for() throws Exception {
    try (StreamServer server =
        new StreamServer(
            (out, over) -> {
              send(out, "HTTP/1.1 200 OK\r\n");
              for (int i = 0; i < 100_000; i++) {
                send(out, "X-" + i + ": " + "x".repeat(1_000) + "\r\n");
              }
            })) {
      assertThat(problem(input(server))).startsWith("it cannot be reached: ");
    }
  }

  @Test
  void an_overlong_line_costs_its_head_and_the_rest_goes_on() throws Exception {
    try (StreamServer server = new StreamServer(lines("x".repeat(10 * MAX_LINE_BYTES) + "\nb\n"))) {
      Lines lines = input(server).open().lines(MAX_LINE_BYTES);

      assertThat(lines.next()).map(Line::state).contains(Line.State.OVERLONG);
      assertThat(lines.next()).map(StreamInputTest::text).contains("b");
    }
  }

  @Test
  void what_it_waits_for_is_known_and_an_interrupt_ends_it() throws Exception {
    try (StreamServer server = new StreamServer(lines("a\n"), answer("503 Busy"))) {
      StreamInput input = input(server);
      assertThat(input.waitingFor()).contains("its first answer");
      CompletableFuture<Optional<String>> end = new CompletableFuture<>();
      Thread reader =
          new Thread(
              () -> {
                Lines lines = reading(input);
                lines.next();
                lines.next();
                end.complete(lines.problem());
              });
      reader.start();

      await().until(() -> input.waitingFor().equals(Optional.of("another connection: HTTP 503")));
      reader.interrupt();

      assertThat(end.get()).contains("interrupted");
    }
  }

  @Test
  void the_key_goes_to_the_feed_and_nowhere_else() throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    root.setLevel(Level.DEBUG);
    root.addAppender(log);
    try (StreamServer server = new StreamServer(lines("a\n"), answer("401 Unauthorized"))) {
      StreamInput input = input(server);
      Lines lines = reading(input);
      lines.next();
      lines.next();

      assertThat(server.requests()).allMatch(request -> request.contains("?key=" + KEY + " "));
      assertThat(log.list).isNotEmpty();
      assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains(KEY));
      assertThat(lines.problem()).get().asString().doesNotContain(KEY);
      assertThat(input.name()).doesNotContain(KEY);
      assertThat(settings(server, PATIENCE, PATIENCE).toString()).doesNotContain(KEY);
    } finally {
      root.detachAppender(log);
      root.setLevel(before);
    }
  }

  private double gaps() {
    return meters.timer("unmask.ingest.stream.gap").totalTime(TimeUnit.MILLISECONDS);
  }

  private List<String> read(StreamServer server, int count) throws IOException {
    return read(input(server), count);
  }

  private static List<String> read(StreamInput input, int count) throws IOException {
    try (OpenInput opened = input.open()) {
      Lines lines = opened.lines(MAX_LINE_BYTES);
      return Stream.generate(lines::next)
          .limit(count)
          .map(line -> text(line.orElseThrow()))
          .toList();
    }
  }

  private static String problem(StreamInput input) throws IOException {
    Lines lines = reading(input);
    assertThat(lines.next()).isEmpty();
    return lines.problem().orElseThrow();
  }

  private static Lines reading(StreamInput input) {
    try {
      return input.open().lines(MAX_LINE_BYTES);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String text(Line line) {
    return new String(line.bytes(), UTF_8);
  }

  private StreamInput input(StreamServer server) {
    return input(server, PATIENCE, PATIENCE);
  }

  private StreamInput input(StreamServer server, Duration answering, Duration silence) {
    return new StreamInput(settings(server, answering, silence), meters);
  }

  private static StreamSettings settings(
      StreamServer server, Duration answering, Duration silence) {
    return new StreamSettings(
        URI.create(server.url()),
        Optional.of(new StreamKey(KEY)),
        answering,
        silence,
        Duration.ofMillis(10));
  }
}
