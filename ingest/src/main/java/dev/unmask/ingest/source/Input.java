package dev.unmask.ingest.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Something to ingest, as the user names it: a path, or {@value #STANDARD_INPUT} for the standard
 * input.
 *
 * @param name as given
 */
public record Input(String name) {

  /** Names the standard input. */
  public static final String STANDARD_INPUT = "-";

  private static final int HEAD_BYTES = 4 << 10;

  public boolean isStandardInput() {
    return name.equals(STANDARD_INPUT);
  }

  /** What stands in the way of reading it, in a sentence; empty if nothing is seen to. */
  public Optional<String> problem() {
    if (isStandardInput()) {
      return Optional.empty();
    }
    Path path = Path.of(name);
    if (!Files.exists(path)) {
      return Optional.of(name + ": there is no such file");
    }
    if (Files.isDirectory(path)) {
      return Optional.of(name + ": it is a directory; name the files in it");
    }
    return Files.isReadable(path) ? Optional.empty() : Optional.of(name + ": it may not be read");
  }

  /** Its size in bytes, as stored, where that can be known before it is read: of a regular file. */
  public OptionalLong size() {
    try {
      return !isStandardInput() && Files.isRegularFile(Path.of(name))
          ? OptionalLong.of(Files.size(Path.of(name)))
          : OptionalLong.empty();
    } catch (IOException unknown) {
      return OptionalLong.empty();
    }
  }

  /** Where it is, so that it is the same from whatever directory it is named. */
  public String path() {
    return isStandardInput() ? name : Path.of(name).toAbsolutePath().normalize().toString();
  }

  /**
   * What tells it from other inputs, on this machine and on others: of a regular file its path and
   * a checksum of its first line, as the same path often holds other files elsewhere or at other
   * times. Anything else passes only once, and is like no other.
   *
   * @throws IOException if it cannot be read
   */
  public String identity() throws IOException {
    if (size().isEmpty()) {
      return UUID.randomUUID().toString();
    }
    CRC32C head = new CRC32C();
    try (OpenInput opened = open(InputStream.nullInputStream())) {
      opened.lines(HEAD_BYTES).next().map(Line::bytes).ifPresent(head::update);
    } catch (UnsupportedCompressionException told) {
      head.reset(); // told again, as its problem, when it is read
    }
    return path() + " " + HexFormat.of().toHexDigits((int) head.getValue());
  }

  /**
   * Its state, where that can be known: of a regular file.
   *
   * @throws IOException if it cannot be read
   */
  public Optional<FileState> state() throws IOException {
    if (isStandardInput() || !Files.isRegularFile(Path.of(name))) {
      return Optional.empty();
    }
    BasicFileAttributes found = Files.readAttributes(Path.of(name), BasicFileAttributes.class);
    Instant modifiedAt = Instant.ofEpochMilli(found.lastModifiedTime().toMillis());
    return Optional.of(new FileState(found.size(), modifiedAt));
  }

  /**
   * Opens it, and reads nothing yet.
   *
   * @throws IOException if it cannot be opened
   */
  public OpenInput open(InputStream standardInput) throws IOException {
    return isStandardInput()
        ? new OpenInput(standardInput, false)
        : new OpenInput(Files.newInputStream(Path.of(name)), true);
  }
}
