package dev.unmask.enrich.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BlocklistTest {

  @Test
  void zmaps_format_is_read(@TempDir Path folder) throws IOException {
    var file = folder.resolve("blocklist.conf");
    Files.writeString(
        file,
        """
        # who asked not to be scanned
        8.8.8.0/24
        9.9.9.9          # a comment behind an entry

          1.1.1.77/24
        2600:1234::/32
        7.7.7.3-7.7.7.9
        2600:77::1 - 2600:77::3
        """,
        UTF_8);

    var rules = new AddressRules(Blocklist.read(List.of(file)), false);

    assertThat(rules.forbid("8.8.8.1")).contains("blocklist: 8.8.8.0/24");
    assertThat(rules.forbid("9.9.9.9")).contains("blocklist: 9.9.9.9");
    assertThat(rules.forbid("9.9.9.8")).isEmpty();
    assertThat(rules.forbid("1.1.1.200")).contains("blocklist: 1.1.1.0/24");
    assertThat(rules.forbid("2600:1234:5678::1")).contains("blocklist: 2600:1234::/32");
    assertThat(rules.forbid("2600:1235::1")).isEmpty();
    assertThat(rules.forbid("7.7.7.2")).isEmpty();
    assertThat(rules.forbid("7.7.7.3")).isPresent();
    assertThat(rules.forbid("7.7.7.9")).isPresent();
    assertThat(rules.forbid("7.7.7.10")).isEmpty();
    assertThat(rules.forbid("2600:77::3")).isPresent();
    assertThat(rules.forbid("2600:77::4")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.0/33",
        "8.8.8",
        "example.org",
        "8.8.8.9-8.8.8.1",
        "8.8.8.1-2600::1",
        "8.8.8.0/24-8.8.9.0/24",
        "8.8.8.1-",
        "8.8.*.*",
        "08.8.8.8",
        "/24",
        "*",
        "2600::/129",
        "8.8.8.8 9.9.9.9",
        "fe80::1%eth0"
      })
  void a_bad_line_is_refused_with_its_place(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Blocklist.of(
                    ListFile.entries("blocklist.conf", List.of("8.8.4.4", "# fine", line))))
        .withMessage(
            "blocklist.conf line 3: '%s': expected an address, a CIDR block such as 192.0.2.0/24 or 2001:db8::/32, or a range such as 192.0.2.1-192.0.2.9; no host name",
            line);
  }

  @Test
  void a_file_that_is_not_there_is_refused(@TempDir Path folder) {
    assertThatThrownBy(() -> Blocklist.read(List.of(folder.resolve("none"))))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void the_hash_says_which_entries_are_in_force_whatever_their_order() {
    var one = Blocklist.of(ListFile.entries("a", List.of("8.8.8.0/24", "9.9.9.9")));
    var same =
        Blocklist.of(ListFile.entries("b", List.of("# other words", "9.9.9.9", "8.8.8.77/24")));
    var other = Blocklist.of(ListFile.entries("a", List.of("8.8.8.0/24")));

    assertThat(one.hash()).hasSize(64).isEqualTo(same.hash()).isNotEqualTo(other.hash());
    assertThat(Blocklist.none().hash()).isEmpty();
  }
}
