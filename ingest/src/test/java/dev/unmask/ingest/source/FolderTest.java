package dev.unmask.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {

  private static final Duration SETTLING = Duration.ofSeconds(2);

  @TempDir private Path directory;

  private final AtomicLong now = new AtomicLong();
  private Folder folder = new Folder(Path.of("."), SETTLING, now::get);

  @BeforeEach
  void open() {
    folder = new Folder(directory, SETTLING, now::get);
  }

  @Test
  void a_file_is_ready_when_it_has_not_changed_for_a_while() throws IOException {
    Path file = Files.writeString(directory.resolve("a.ndjson"), "one\n");

    assertThat(names()).isEmpty();
    later();
    Files.writeString(file, "one\ntwo\n");
    assertThat(names()).isEmpty();
    later();
    assertThat(names()).containsExactly("a.ndjson");
  }

  @Test
  void it_is_handed_out_once_until_it_changes() throws IOException {
    Path file = Files.writeString(directory.resolve("a.ndjson"), "one\n");
    names();
    later();
    assertThat(names()).containsExactly("a.ndjson");

    later();
    assertThat(names()).isEmpty();
    Files.writeString(file, "one\ntwo\n");
    assertThat(names()).isEmpty();
    later();
    assertThat(names()).containsExactly("a.ndjson");
  }

  @Test
  void it_is_handed_out_once_more_after_a_pause_when_that_is_asked_for() throws IOException {
    Files.writeString(directory.resolve("a.ndjson"), "one\n");
    names();
    later();
    folder.ready().forEach(folder::retry);

    later();
    assertThat(names()).isEmpty();
    now.addAndGet(Duration.ofSeconds(28).toNanos());
    assertThat(names()).containsExactly("a.ndjson");
    later();
    assertThat(names()).isEmpty();
  }

  @Test
  void what_is_on_its_way_is_there_when_it_is_renamed() throws IOException {
    Path part = Files.writeString(directory.resolve("b.ndjson.part"), "one\n");
    Files.writeString(directory.resolve(".hidden"), "one\n");
    for (String end : List.of("tmp", "partial", "filepart", "crdownload", "download")) {
      Files.writeString(directory.resolve("a." + end), "one\n");
    }
    names();
    later();
    assertThat(names()).isEmpty();

    Files.move(part, directory.resolve("b.ndjson"));

    names();
    later();
    assertThat(names()).containsExactly("b.ndjson");
  }

  @Test
  void what_is_empty_a_directory_or_gone_is_not_there() throws IOException {
    Files.createFile(directory.resolve("empty"));
    Files.createDirectory(directory.resolve("directory"));
    Path gone = Files.writeString(directory.resolve("gone"), "one\n");
    names();
    later();
    Files.delete(gone);

    assertThat(names()).isEmpty();
  }

  @Test
  void files_come_by_name() throws IOException {
    for (String name : List.of("c", "a", "b")) {
      Files.writeString(directory.resolve(name), "one\n");
    }
    names();
    later();

    assertThat(names()).containsExactly("a", "b", "c");
  }

  @Test
  void a_folder_that_is_none_is_a_problem() {
    Folder none = new Folder(directory.resolve("none"), SETTLING, now::get);

    assertThat(none.problem()).get().asString().contains("there is no such directory");
    assertThat(folder.problem()).isEmpty();
    assertThatThrownBy(none::ready).isInstanceOf(IOException.class);
  }

  private List<String> names() throws IOException {
    return folder.ready().stream()
        .map(input -> Path.of(input.name()).getFileName().toString())
        .toList();
  }

  private void later() {
    now.addAndGet(SETTLING.toNanos());
  }
}
