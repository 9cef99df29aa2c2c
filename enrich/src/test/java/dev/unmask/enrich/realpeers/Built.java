package dev.unmask.enrich.realpeers;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs that Debian does not have, as {@code .ci/build-peers} builds them from their sources.
 */
enum Built {
  XRAY("xray"),
  SING_BOX("sing-box");

  private final String program;

  Built(String program) {
    this.program = program;
  }

  /** Where it is; where it is not the test is skipped, and says so. */
  String path() {
    Path path = Path.of(System.getProperty("user.home"), ".cache", "unmask-peers", program);
    Assumptions.assumeTrue(
        Files.isExecutable(path), program + " is not built (.ci/build-peers does it, with Go)");
    return path.toString();
  }
}
