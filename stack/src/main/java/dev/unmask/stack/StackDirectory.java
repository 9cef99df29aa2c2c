package dev.unmask.stack;

import dev.unmask.stack.child.Deletion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a stack keeps its files: a directory of the user's, or one of our own making that goes when
 * the stack goes.
 *
 * @param path exists, and can be written
 * @param temporary whether it is ours to delete
 */
record StackDirectory(Path path, boolean temporary) implements AutoCloseable {

  static StackDirectory makeTemporary() {
    try {
      return new StackDirectory(Files.createTempDirectory("unmask-stack-"), true);
    } catch (IOException e) {
      throw new LocalStackException(
          "No temporary directory could be made in " + System.getProperty("java.io.tmpdir") + ".",
          e);
    }
  }

  static StackDirectory keep(Path path) {
    try {
      return new StackDirectory(Files.createDirectories(path).toRealPath(), false);
    } catch (IOException e) {
      throw new LocalStackException("The data directory " + path + " could not be made.", e);
    }
  }

  /** A directory within this one, made if it is not there. */
  Path child(String name) {
    try {
      return Files.createDirectories(path.resolve(name));
    } catch (IOException e) {
      throw new LocalStackException(
          "The directory " + path.resolve(name) + " could not be made.", e);
    }
  }

  /** Deletes a temporary directory with all that is in it; leaves any other alone. */
  @Override
  public void close() {
    if (temporary) {
      Deletion.deleteTree(path);
    }
  }
}
