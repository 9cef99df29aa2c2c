package dev.unmask.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {

  private static final int LIMIT = 1 << 20;

  @Test
  void lines_are_numbered_from_one_and_the_last_needs_no_end() {
    assertThat(texts("a\nbc\nd")).containsExactly("1:a", "2:bc", "3:d");
    assertThat(texts("a\nbc\nd\n")).containsExactly("1:a", "2:bc", "3:d");
  }

  @Test
  void windows_line_ends_are_none_of_the_lines() {
    assertThat(texts("a\r\nb\rc\r\n\r\nd\r")).containsExactly("1:a", "2:b\rc", "4:d");
  }

  @Test
  void blank_lines_are_passed_over_but_counted() {
    assertThat(texts("\n\na\n \t \n\nb\n\n")).containsExactly("3:a", "6:b");
    assertThat(texts("")).isEmpty();
    assertThat(texts("\n")).isEmpty();
    assertThat(texts("  ")).isEmpty();
  }

  @Test
  void a_byte_order_mark_is_dropped_at_the_start_only() {
    assertThat(texts("\uFEFFa\n\uFEFFb")).containsExactly("1:a", "2:\uFEFFb");
    assertThat(texts("\uFEFF")).isEmpty();
    assertThat(texts("ab")).containsExactly("1:ab");
  }

  @Test
  void bytes_are_kept_as_they_are() {
    byte[] bytes = {(byte) 0xC3, 0x28, 0, (byte) 0xFF};

    Line line = new Lines(new ByteArrayInputStream(bytes), LIMIT).next().orElseThrow();

    assertThat(line.bytes()).isEqualTo(bytes);
    assertThat(line.length()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {131_070, 131_071, 131_072, 131_073, 400_000, LIMIT})
  void lines_longer_than_the_read_buffer_are_whole(int length) {
    String text = "x".repeat(length);

    List<Line> lines = all(stream(text + "\n" + text), LIMIT);

    assertThat(lines)
        .extracting(Line::state)
        .containsExactly(Line.State.WHOLE, Line.State.UNTERMINATED);
    assertThat(lines).allMatch(line -> line.bytes().length == length);
  }

  @Test
  void of_an_overlong_line_the_head_and_the_length_remain_and_the_next_line_is_whole() {
    List<Line> lines = all(stream("y".repeat(LIMIT + 1) + "\nb\n" + "z".repeat(3 * LIMIT)), LIMIT);

    assertThat(lines)
        .extracting(Line::state)
        .containsExactly(Line.State.OVERLONG, Line.State.WHOLE, Line.State.OVERLONG);
    assertThat(lines.get(0).bytes()).hasSize(Line.HEAD_BYTES).containsOnly('y');
    assertThat(lines.get(0).length()).isEqualTo(LIMIT + 1);
    assertThat(lines.get(1).bytes()).containsExactly('b');
    assertThat(lines.get(2).length()).isEqualTo(3L * LIMIT);
  }

  @Test
  void a_stream_that_breaks_off_leaves_a_torn_line_and_a_problem() {
    Lines lines = new Lines(new SequenceInputStream(stream("a\nbcd"), new BrokenStream()), LIMIT);

    Line whole = lines.next().orElseThrow();
    Line torn = lines.next().orElseThrow();

    assertThat(whole.state()).isEqualTo(Line.State.WHOLE);
    assertThat(torn.state()).isEqualTo(Line.State.TORN);
    assertThat(torn.bytes()).containsExactly('b', 'c', 'd');
    assertThat(torn.number()).isEqualTo(2);
    assertThat(lines.next()).isEmpty();
    assertThat(lines.problem()).hasValue("it broke");
  }

  @Test
  void a_stream_that_breaks_off_between_lines_leaves_only_the_problem() {
    Lines lines = new Lines(new SequenceInputStream(stream("abcd\n"), new BrokenStream()), LIMIT);

    assertThat(lines.next()).isPresent();
    assertThat(lines.next()).isEmpty();
    assertThat(lines.problem()).hasValue("it broke");
  }

  @Test
  void lines_go_on_from_wherever_one_ended() {
    String text = "\uFEFFa\r\n\n  \nbb\nc";
    Lines first = new Lines(stream(text), LIMIT);
    List<Place> ends = new ArrayList<>(List.of(Place.START));
    while (first.next().isPresent()) {
      ends.add(first.end());
    }
    List<String> all = texts(text);

    for (int i = 0; i < ends.size(); i++) {
      Lines again = new Lines(stream(text), LIMIT);
      assertThat(again.skipTo(ends.get(i))).isTrue();
      assertThat(rest(again)).isEqualTo(all.subList(i, all.size()));
    }
    assertThat(ends.get(3)).extracting(Place::line, Place::offset).containsExactly(5L, 14L);
  }

  @Test
  void of_a_last_line_without_an_end_it_is_said_and_it_is_left_to_others_whether_it_is_done() {
    Lines lines = new Lines(stream("a\nb"), LIMIT);
    assertThat(lines.next().orElseThrow().state()).isEqualTo(Line.State.WHOLE);
    assertThat(lines.next().orElseThrow().state()).isEqualTo(Line.State.UNTERMINATED);

    Lines whole = new Lines(stream("a\nb\nc\n"), LIMIT);
    assertThat(whole.skipTo(lines.end())).isTrue();
    assertThat(rest(whole)).extracting(line -> line.split(":", 2)[1]).containsExactly("c");

    Lines torn = new Lines(stream("a\nbb\nc\n"), LIMIT);
    assertThat(torn.skipTo(lines.place())).isTrue();
    assertThat(rest(torn)).containsExactly("2:bb", "3:c");
  }

  @Test
  void a_damaged_stream_is_told_from_one_that_cannot_be_read_now() throws IOException {
    Lines broken = new Lines(new BrokenStream(), LIMIT);
    Lines damaged =
        new Lines(new GzipMembers(new ByteArrayInputStream(new byte[] {31, -117, 8})), LIMIT);

    assertThat(rest(broken)).isEmpty();
    assertThat(rest(damaged)).isEmpty();
    assertThat(broken.problem()).isPresent();
    assertThat(broken.isDamaged()).isFalse();
    assertThat(damaged.isDamaged()).isTrue();
  }

  @Test
  void a_change_before_the_place_is_noticed_and_so_is_a_stream_that_became_shorter() {
    Lines before = new Lines(stream("aaaa\nbbbb\n"), LIMIT);
    assertThat(rest(before)).hasSize(2);

    assertThat(new Lines(stream("aaaa\nbbxb\nc\n"), LIMIT).skipTo(before.place())).isFalse();
    assertThat(new Lines(stream("aaaa\n"), LIMIT).skipTo(before.place())).isFalse();
  }

  @Test
  void a_torn_line_is_not_done_with() {
    Lines lines = new Lines(new SequenceInputStream(stream("a\nbcd"), new BrokenStream()), LIMIT);
    assertThat(rest(lines)).hasSize(2);

    assertThat(lines.place()).extracting(Place::line, Place::offset).containsExactly(1L, 2L);
  }

  private static List<String> rest(Lines lines) {
    List<String> rest = new ArrayList<>();
    for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
      rest.add(line.get().number() + ":" + new String(line.get().bytes(), UTF_8));
    }
    return rest;
  }

  private static List<String> texts(String content) {
    return all(stream(content), LIMIT).stream()
        .map(line -> line.number() + ":" + new String(line.bytes(), UTF_8))
        .toList();
  }

  static List<Line> all(InputStream in, int limit) {
    Lines lines = new Lines(in, limit);
    List<Line> all = new ArrayList<>();
    for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
      all.add(line.get());
    }
    return all;
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static final class BrokenStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("it broke");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      throw new IOException("it broke");
    }
  }
}
