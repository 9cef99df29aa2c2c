package dev.unmask.stack;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a local stack is to be started.
 *
 * @param dataDirectory where topics and schemas are kept for the next start; empty: nowhere, they
 *     are gone when the stack is closed
 * @param brokerPort port of the broker on 127.0.0.1, 1 to 65535; 0: any free one
 * @param registryPort port of the registry on 127.0.0.1, 1 to 65535; 0: any free one
 */
public record LocalStackSettings(Optional<Path> dataDirectory, int brokerPort, int registryPort) {

  /**
   * Checks both ports.
   *
   * @throws IllegalArgumentException if one is not a port
   */
  public LocalStackSettings {
    requirePort("broker", brokerPort);
    requirePort("registry", registryPort);
  }

  /** A stack on free ports that keeps nothing. */
  public static LocalStackSettings temporary() {
    return new LocalStackSettings(Optional.empty(), 0, 0);
  }

  /**
   * A stack on free ports that finds its topics and schemas again when started in the same
   * directory.
   */
  public static LocalStackSettings keptIn(Path dataDirectory) {
    return new LocalStackSettings(Optional.of(dataDirectory), 0, 0);
  }

  private static void requirePort(String what, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "The " + what + "'s port must be 1 to 65535, or 0 for a free one, not " + port + ".");
    }
  }
}
