package dev.unmask.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void a_directory_stands_for_its_files_in_their_order() throws IOException {
    Files.writeString(directory.resolve("b.ndjson"), "");
    Files.writeString(directory.resolve("a.ndjson.gz"), "");
    Files.writeString(directory.resolve(".gitkeep"), "");
    Files.createDirectory(directory.resolve("older"));

    assertThat(Inputs.expand(List.of("x.ndjson", directory.toString(), "-")))
        .containsExactly(
            "x.ndjson",
            directory.resolve("a.ndjson.gz").toString(),
            directory.resolve("b.ndjson").toString(),
            "-");
  }

  @Test
  void an_empty_directory_is_a_mistake() {
    assertThatThrownBy(() -> Inputs.expand(List.of(directory.toString())))
        .hasMessageContaining("no files in");
  }
}
