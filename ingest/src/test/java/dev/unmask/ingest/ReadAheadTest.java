package dev.unmask.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.unmask.ingest.Prepared.Changed;
import dev.unmask.ingest.Prepared.End;
import dev.unmask.ingest.Prepared.ParsedLine;
import dev.unmask.ingest.publish.Outgoing;
import dev.unmask.ingest.source.Input;
import dev.unmask.ingest.source.Line;
import dev.unmask.ingest.source.Lines;
import dev.unmask.ingest.source.OpenInput;
import dev.unmask.ingest.source.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MIB = 1 << 20;

  @Test
  void lines_come_in_their_order_whichever_is_parsed_first() throws Exception {
    CountDownLatch secondIsParsed = new CountDownLatch(1);
    Function<Line, List<Outgoing>> parse =
        line -> {
          if (line.number() == 1) {
            awaitLatch(secondIsParsed);
          }
          secondIsParsed.countDown();
          return List.of();
        };

    try (ReadAhead ahead = reading(stream("a\nb\nc\n".repeat(1_000)), parse)) {
      assertThat(numbers(ahead)).isEqualTo(LongStream.rangeClosed(1, 3_000).boxed().toList());
    }
  }

  @Test
  void what_parsing_throws_comes_out_where_the_line_would() throws Exception {
    Function<Line, List<Outgoing>> parse =
        line -> {
          if (line.number() == 2) {
            throw new SerializationException("no registry");
          }
          return List.of();
        };

    try (ReadAhead ahead = reading(stream("a\nb\n"), parse)) {
      assertThat(ahead.next(PATIENCE)).get().isInstanceOf(ParsedLine.class);
      assertThatThrownBy(() -> ahead.next(PATIENCE)).isInstanceOf(SerializationException.class);
    }
  }

  @Test
  void an_input_that_cannot_be_unpacked_ends_with_the_problem() throws Exception {
    try (ReadAhead ahead = reading(stream("PK\3\4"), line -> List.of())) {
      End end = (End) ahead.next(PATIENCE).orElseThrow();

      assertThat(end.problem()).get().asString().contains("ZIP");
    }
  }

  @Test
  void reading_ahead_stops_at_a_bound_whatever_the_length_of_lines() throws Exception {
    byte[] lines = ("x".repeat(MIB - 1) + "\n").repeat(100).getBytes(UTF_8);
    OpenInput input = Input.of("-", new ByteArrayInputStream(lines)).open();

    try (ReadAhead ahead = new ReadAhead(input, Place.START, 2 * MIB, 2, line -> List.of())) {
      ahead.start();
      await()
          .during(Duration.ofMillis(300))
          .until(() -> input.position() > 10 * MIB && input.position() < 24 * MIB);

      assertThat(numbers(ahead)).hasSize(100);
    }
  }

  @Test
  void closing_does_not_wait_for_a_silent_pipe() throws Exception {
    try (PipedOutputStream silent = new PipedOutputStream();
        PipedInputStream pipe = new PipedInputStream(silent)) {
      ReadAhead ahead = reading(pipe, line -> List.of());

      assertThat(ahead.next(Duration.ofMillis(10))).isEmpty();
      ahead.close();
    }
  }

  @Test
  void what_was_done_with_before_is_passed_over() throws Exception {
    String text = "a\nb\nc\n";
    Place afterFirst = firstEnd(text);

    try (ReadAhead ahead = reading(stream(text), line -> List.of(), afterFirst)) {
      assertThat(numbers(ahead)).containsExactly(2L, 3L);
    }
  }

  @Test
  void of_an_input_that_was_changed_before_that_place_nothing_is_read() throws Exception {
    Place afterFirst = firstEnd("a\nb\n");

    try (ReadAhead ahead = reading(stream("X\nb\n"), line -> List.of(), afterFirst)) {
      assertThat(ahead.next(PATIENCE).orElseThrow()).isInstanceOf(Changed.class);
    }
  }

  private static Place firstEnd(String text) {
    Lines lines = new Lines(stream(text), MIB);
    assertThat(lines.next()).isPresent();
    return lines.place();
  }

  private static ReadAhead reading(InputStream in, Function<Line, List<Outgoing>> parse)
      throws IOException {
    return reading(in, parse, Place.START);
  }

  private static ReadAhead reading(InputStream in, Function<Line, List<Outgoing>> parse, Place from)
      throws IOException {
    ReadAhead ahead = new ReadAhead(Input.of("-", in).open(), from, MIB, 2, parse);
    ahead.start();
    return ahead;
  }

  private static List<Long> numbers(ReadAhead ahead) throws InterruptedException {
    List<Long> numbers = new ArrayList<>();
    Optional<Prepared> next = ahead.next(PATIENCE);
    while (next.orElseThrow() instanceof ParsedLine line) {
      numbers.add(line.end().line());
      next = ahead.next(PATIENCE);
    }
    return numbers;
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}
