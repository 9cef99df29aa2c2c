package dev.unmask.stack.child;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Deletes a temporary directory; used on either side of the pipe, by whichever is left to do it.
 */
public final class Deletion {

  private Deletion() {}

  /**
   * Deletes a directory and all that is in it, without following links. What cannot be deleted is
   * left: this is tidying up, and there is nobody to tell.
   */
  public static void deleteTree(Path directory) {
    try {
      Files.walkFileTree(directory, new Deleting());
    } catch (IOException e) {
      // Failures with single files are passed over below; here the directory is not there.
    }
  }

  private static final class Deleting extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      return delete(file);
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    @SuppressWarnings(
        "NullAway") // SimpleFileVisitor is not annotated: the failure is null where there was none.
    public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
      return delete(directory);
    }

    private static FileVisitResult delete(Path path) {
      // Not Files.delete: its exception would end the walk, and the rest would stay.
      path.toFile().delete();
      return FileVisitResult.CONTINUE;
    }
  }
}
