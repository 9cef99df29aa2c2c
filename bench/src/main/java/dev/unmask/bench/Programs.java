package dev.unmask.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is installed on this machine, and how it is run to its end. */
final class Programs {

  /** Where {@code build-rivals} keeps what it builds. */
  private static final String BUILT = System.getProperty("user.home") + "/.cache/unmask-peers";

  private Programs() {}

  /** Where a program is, if it is anywhere. */
  static Optional<String> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin:" + BUILT;
    return Stream.of(path.split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /**
   * Runs it and waits for its end.
   *
   * @return what it printed, its complaints too
   * @throws IllegalStateException if it fails; with what it printed
   */
  static String run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + " fails: " + printed);
      }
      return printed;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }
}
