package dev.unmask.app.command;

import dev.unmask.classify.ruleset.Ruleset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By which rules verdicts are given. */
final class RulesetOptions {
  @Option(
      names = "--ruleset",
      paramLabel = "FILE",
      description = "Thresholds and weights (JSON) in place of the built-in ones.")
  private @Nullable Path file;

  /**
   * The rules.
   *
   * @throws IllegalArgumentException if the file is malformed
   * @throws IOException if it cannot be read
   */
  Ruleset ruleset() throws IOException {
    return file == null
        ? Ruleset.builtIn()
        : Ruleset.parse(Files.readAllBytes(file), file.toString());
  }
}
