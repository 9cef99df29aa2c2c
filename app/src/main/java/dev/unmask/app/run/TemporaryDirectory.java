package dev.unmask.app.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory of our own, which goes with all that is in it when it is closed.
 *
 * @param path the directory
 */
public record TemporaryDirectory(Path path) implements AutoCloseable {
  /** Makes one. */
  public static TemporaryDirectory make() {
    try {
      return new TemporaryDirectory(Files.createTempDirectory("unmask-"));
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "no temporary directory can be made in " + System.getProperty("java.io.tmpdir"), failed);
    }
  }

  /** Makes one in this directory, which is made too if it is not there, or else where they go. */
  public static TemporaryDirectory in(Optional<Path> directory) {
    return directory.map(TemporaryDirectory::in).orElseGet(TemporaryDirectory::make);
  }

  private static TemporaryDirectory in(Path directory) {
    try {
      return new TemporaryDirectory(
          Files.createTempDirectory(Files.createDirectories(directory), "unmask-"));
    } catch (IOException failed) {
      throw new UncheckedIOException("no directory can be made in " + directory, failed);
    }
  }

  @Override
  public void close() throws IOException {
    List<Path> inside;
    try (Stream<Path> tree = Files.walk(path)) {
      inside = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path entry : inside) {
      Files.deleteIfExists(entry);
    }
  }
}
