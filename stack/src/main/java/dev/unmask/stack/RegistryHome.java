package dev.unmask.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where the registry's program is.
 *
 * @param jar the jar to run; it names its libraries by itself
 */
record RegistryHome(Path jar) {

  static final String PROPERTY = "unmask.registry.home";

  private static final String RUNNER = "-runner.jar";

  /**
   * The home that the system property names.
   *
   * @throws LocalStackException if it is not set, or there is no registry there
   */
  static RegistryHome fromSystemProperty() {
    return named(System.getProperty(PROPERTY, ""));
  }

  /** The home that is named so; the empty name stands for a property that is not set. */
  static RegistryHome named(String home) {
    if (home.isEmpty()) {
      throw new LocalStackException(
          "The system property "
              + PROPERTY
              + " is not set. It names the directory of the unpacked Apicurio Registry, which the build puts into"
              + " stack/target/registry.");
    }
    return in(Path.of(home).toAbsolutePath()); // The registry runs in a directory of its own.
  }

  private static RegistryHome in(Path home) {
    try (Stream<Path> files = Files.list(home)) {
      return files
          .filter(file -> file.toString().endsWith(RUNNER))
          .findFirst()
          .map(RegistryHome::new)
          .orElseThrow(() -> new LocalStackException(missing(home)));
    } catch (IOException e) {
      throw new LocalStackException(missing(home), e);
    }
  }

  private static String missing(Path home) {
    return "There is no registry in "
        + home
        + " (no *"
        + RUNNER
        + "), where the system property "
        + PROPERTY
        + " points.";
  }
}
