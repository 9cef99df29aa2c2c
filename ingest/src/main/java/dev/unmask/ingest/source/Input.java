package dev.unmask.ingest.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Something to ingest. What is said here of one holds for whatever passes only once: a pipe, a
 * stream.
 */
public interface Input {

  /** Names the standard input. */
  String STANDARD_INPUT = "-";

  /**
   * What a user names so: a path, or {@value #STANDARD_INPUT}.
   *
   * @param standardInput left to its owner
   */
  static Input of(String name, InputStream standardInput) {
    return name.equals(STANDARD_INPUT) ? new StandardInput(standardInput) : new FileInput(name);
  }

  /** As the user named it. */
  String name();

  /** What stands in the way of reading it, in a sentence; empty if nothing is seen to. */
  default Optional<String> problem() {
    return Optional.empty();
  }

  /** Its size in bytes, as stored, where that can be known before it is read. */
  default OptionalLong size() {
    return OptionalLong.empty();
  }

  /** Where it is, so that it is the same from wherever it is named. */
  default String path() {
    return name();
  }

  /**
   * What tells it from other inputs, on this machine and on others.
   *
   * @throws IOException if it cannot be read
   */
  default String identity() throws IOException {
    return UUID.randomUUID().toString();
  }

  /**
   * Its state, where it has one that can be known and remembered.
   *
   * @throws IOException if it cannot be read
   */
  default Optional<FileState> state() throws IOException {
    return Optional.empty();
  }

  /** What it waits for while it is read, in a few words; empty if that is its next byte. */
  default Optional<String> waitingFor() {
    return Optional.empty();
  }

  /**
   * Opens it, and reads nothing yet.
   *
   * @throws IOException if it cannot be opened
   */
  OpenInput open() throws IOException;
}
