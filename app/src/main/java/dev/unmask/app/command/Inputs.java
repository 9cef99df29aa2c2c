package dev.unmask.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What to read, as one names it: files, {@code -} for stdin, and directories, which stand for the
 * files in them.
 */
final class Inputs {
  private Inputs() {}

  /**
   * Directories replaced by their files, sorted; hidden ones are left out.
   *
   * @throws IOException if a directory cannot be read, or has no file in it
   */
  static List<String> expand(List<String> named) throws IOException {
    List<String> files = new ArrayList<>();
    for (String name : named) {
      if (!name.equals("-") && Files.isDirectory(Path.of(name))) {
        files.addAll(filesIn(Path.of(name)));
      } else {
        files.add(name);
      }
    }
    return files;
  }

  private static List<String> filesIn(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      List<String> files =
          entries
              .filter(
                  entry ->
                      Files.isRegularFile(entry) && !entry.getFileName().toString().startsWith("."))
              .map(Path::toString)
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new IOException("there are no files in " + directory);
      }
      return files;
    }
  }
}
