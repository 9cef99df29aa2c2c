package dev.unmask.app.command;

import dev.unmask.schemas.owner.OwnerCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Whose names and networks are known. */
final class OwnerOptions {
  @Option(
      names = "--owners",
      paramLabel = "FILE",
      split = ",",
      description =
          "Owners beside the built-in ones (JSON: id, domains, asns, prefixes, issuers, agents, answers); one with a known id extends it.")
  private List<Path> owners = List.of();

  /**
   * The built-in catalogue and the files.
   *
   * @throws IllegalArgumentException if a file is malformed
   * @throws IOException if one cannot be read
   */
  OwnerCatalogue catalogue() throws IOException {
    OwnerCatalogue catalogue = OwnerCatalogue.builtIn();
    for (Path file : owners) {
      catalogue = catalogue.with(file);
    }
    return catalogue;
  }
}
