package dev.unmask.enrich.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlocklistWatchTest {
  @TempDir private Path folder;
  private Path file;
  private BlocklistWatch watch;

  @BeforeEach
  void watched() throws IOException {
    file = Files.writeString(folder.resolve("blocklist.conf"), "8.8.8.0/24\n");
    watch = new BlocklistWatch(Blocklist.read(List.of(file)));
    settles();
  }

  @Test
  void a_list_that_does_not_change_stays_in_force() {
    assertThat(blocks("8.8.8.8")).isTrue();
    assertThat(blocks("9.9.9.9")).isFalse();
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void a_change_is_in_force_once_it_is_the_same_at_two_looks() throws IOException {
    var before = watch.inForce().hash();
    Files.writeString(file, "8.8.8.0/24\n9.9.9.9\n");

    watch.look();
    assertThat(blocks("9.9.9.9")).isFalse();
    watch.look();

    assertThat(blocks("9.9.9.9")).isTrue();
    assertThat(watch.inForce().hash()).isNotEqualTo(before);
  }

  @Test
  void a_file_that_is_replaced_by_another_of_the_same_size_is_a_change() throws IOException {
    var other = Files.writeString(folder.resolve("new"), "9.9.9.0/24\n");
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);

    settles();

    assertThat(blocks("9.9.9.9")).isTrue();
    assertThat(blocks("8.8.8.8")).isFalse();
  }

  @Test
  void a_bad_line_blocks_everything_until_it_is_mended() throws IOException {
    Files.writeString(file, "8.8.8.0/24\nexample.org\n");

    settles();

    assertThat(blocks("1.1.1.1")).isTrue();
    assertThat(watch.broken())
        .hasValueSatisfying(
            why -> assertThat(why).contains(file + " line 2: 'example.org': expected"));
    assertThat(watch.inForce().hash()).isEmpty();

    Files.writeString(file, "8.8.8.0/24\n9.9.9.9\n");
    settles();

    assertThat(watch.broken()).isEmpty();
    assertThat(blocks("1.1.1.1")).isFalse();
    assertThat(blocks("9.9.9.9")).isTrue();
  }

  @Test
  void a_file_that_is_gone_blocks_everything_at_once_until_it_is_back() throws IOException {
    Files.delete(file);
    watch.look();
    assertThat(blocks("1.1.1.1")).isTrue();
    assertThat(watch.broken()).hasValueSatisfying(why -> assertThat(why).contains(file.toString()));

    Files.writeString(file, "8.8.8.0/24\n");
    settles();

    assertThat(blocks("1.1.1.1")).isFalse();
    assertThat(blocks("8.8.8.8")).isTrue();
  }

  @Test
  void a_list_that_has_become_empty_is_taken_for_broken() throws IOException {
    Files.writeString(file, "");

    settles();

    assertThat(blocks("1.1.1.1")).isTrue();
    assertThat(watch.broken())
        .hasValueSatisfying(why -> assertThat(why).contains("has become empty"));
  }

  @Test
  void a_file_that_was_empty_from_the_start_is_a_list_without_entries() throws IOException {
    var empty = Files.writeString(folder.resolve("optouts"), "");
    watch = new BlocklistWatch(Blocklist.read(List.of(file, empty)));

    settles();

    assertThat(watch.broken()).isEmpty();
    assertThat(blocks("8.8.8.8")).isTrue();
  }

  @Test
  void what_is_no_text_blocks_everything() throws IOException {
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    settles();

    assertThat(watch.broken())
        .hasValueSatisfying(why -> assertThat(why).contains("expected text in UTF-8"));
  }

  @Test
  void by_itself_it_looks_every_two_seconds() throws IOException {
    try (var started = watch) {
      started.start();
      Files.writeString(file, "no address\n");

      await().atMost(Duration.ofSeconds(30)).until(() -> watch.broken().isPresent());
    }
  }

  private void settles() {
    watch.look();
    watch.look();
  }

  private boolean blocks(String ip) {
    return new AddressRules(watch::inForce, false).forbid(ip).isPresent();
  }
}
