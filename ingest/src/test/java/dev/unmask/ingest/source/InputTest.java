package dev.unmask.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputTest {

  @TempDir private Path directory;

  @Test
  void a_missing_file_and_a_directory_are_problems_in_words() {
    assertThat(input(directory + "/none").problem())
        .hasValue(directory + "/none: there is no such file");
    assertThat(input(directory.toString()).problem()).get().asString().contains("is a directory");
    assertThat(input("-").problem()).isEmpty();
  }

  @Test
  void the_size_is_known_of_regular_files_only() throws IOException {
    Path file = Files.writeString(directory.resolve("a"), "12345");

    assertThat(input(file.toString()).size()).hasValue(5);
    assertThat(input("-").size()).isEmpty();
    assertThat(input("/dev/null").size()).isEmpty();
  }

  @Test
  void identity_is_of_path_and_first_line_and_no_two_pipes_share_one() throws IOException {
    Path file = Files.writeString(directory.resolve("a"), "one\n");
    String before = input(file.toString()).identity();

    assertThat(input(directory + "/./a").identity()).isEqualTo(before);
    Files.writeString(file, "one\nmore\n");
    assertThat(input(file.toString()).identity()).isEqualTo(before);
    Files.writeString(file, "two\n");
    assertThat(input(file.toString()).identity()).isNotEqualTo(before);
    assertThat(input("-").identity()).isNotEqualTo(input("-").identity());
  }

  @Test
  void the_state_is_known_of_regular_files_only() throws IOException {
    Path file = Files.writeString(directory.resolve("a"), "12345");

    assertThat(input(file.toString()).state()).map(FileState::size).hasValue(5L);
    assertThat(input("-").state()).isEmpty();
    assertThat(input("/dev/null").state()).isEmpty();
  }

  @Test
  void what_cannot_be_unpacked_has_an_identity_and_fails_when_it_is_read() throws IOException {
    Path file = Files.writeString(directory.resolve("a"), "PK\3\4");

    assertThat(input(file.toString()).identity()).startsWith(file + " ");
  }

  @Test
  void standard_input_is_read_and_left_open() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream standardInput =
        new ByteArrayInputStream("abc\nd".getBytes(UTF_8)) {
          @Override
          public void close() {
            closed.set(true);
          }
        };

    try (OpenInput open = Input.of("-", standardInput).open()) {
      assertThat(open.lines(100).next()).isPresent();
      assertThat(open.position()).isEqualTo(5);
    }

    assertThat(closed).isFalse();
  }

  private static Input input(String name) {
    return Input.of(name, InputStream.nullInputStream());
  }
}
