package dev.unmask.ingest;

import dev.unmask.ingest.source.Input;
import dev.unmask.ingest.stream.StreamSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where records come from. */
public sealed interface Feed {

  /**
   * Files, one after the other.
   *
   * @param names paths, or {@code -} for the standard input; each once, at least one
   */
  record Files(List<String> names) implements Feed {

    public Files {
      names = List.copyOf(names);
      requireEachOnce(names);
    }
  }

  /**
   * A folder into which somebody puts files: those that are there, and those that come, until it is
   * told to stop.
   *
   * @param settling how long a file must not change until it is read, 10 ms to 1 h
   */
  record Folder(Path directory, Duration settling) implements Feed {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    public Folder {
      if (settling.compareTo(SHORTEST) < 0 || settling.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "--settle-time " + settling + ": expected PT0.01S to PT1H");
      }
    }

    /** With the default: two seconds. */
    public static Folder of(Path directory) {
      return new Folder(directory, Duration.ofSeconds(2));
    }
  }

  /** A stream, until it is told to stop. */
  record Stream(StreamSettings settings) implements Feed {}

  private static void requireEachOnce(List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "FILE is missing: name at least one, or " + Input.STANDARD_INPUT);
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      requirePath(name);
      if (!seen.add(name)) {
        throw new IllegalArgumentException("FILE '" + name + "' is named twice: name it once");
      }
    }
  }

  private static void requirePath(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "FILE is empty: expected a path, or " + Input.STANDARD_INPUT);
    }
    try {
      if (Path.of(name).getNameCount() == 0) {
        throw new IllegalArgumentException(
            "FILE '" + name + "' is a directory: name the files in it");
      }
    } catch (InvalidPathException malformed) {
      throw new IllegalArgumentException(
          "FILE '" + name + "' is no path: " + malformed.getReason(), malformed);
    }
  }
}
