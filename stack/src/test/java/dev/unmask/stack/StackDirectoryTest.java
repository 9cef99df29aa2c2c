package dev.unmask.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackDirectoryTest {

  @TempDir Path directory;

  @Test
  void a_temporary_one_is_deleted_with_all_that_is_in_it() throws IOException {
    StackDirectory temporary = StackDirectory.makeTemporary();
    Files.writeString(temporary.child("broker").resolve("a segment"), "records");

    temporary.close();

    assertThat(temporary.path()).doesNotExist();
  }

  @Test
  void deleting_does_not_follow_a_link_out_of_the_directory() throws IOException {
    Path precious = Files.writeString(directory.resolve("precious"), "not ours");
    StackDirectory temporary = StackDirectory.makeTemporary();
    Files.createSymbolicLink(temporary.path().resolve("link"), directory);

    temporary.close();

    assertThat(temporary.path()).doesNotExist();
    assertThat(precious).hasContent("not ours");
  }

  @Test
  void a_users_directory_is_made_if_need_be_and_left_alone() {
    StackDirectory kept = StackDirectory.keep(directory.resolve("new/data"));

    kept.close();

    assertThat(kept.path()).isDirectory();
    assertThat(kept.temporary()).isFalse();
  }

  @Test
  void a_directory_that_cannot_be_made_is_named() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> StackDirectory.keep(file.resolve("data")))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining(file.toString());
  }
}
