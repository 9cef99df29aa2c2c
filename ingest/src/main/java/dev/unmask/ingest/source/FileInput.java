package dev.unmask.ingest.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * A file, or what stands in the place of one.
 *
 * @param name its path, as given
 */
record FileInput(String name) implements Input {

  private static final int HEAD_BYTES = 4 << 10;

  @Override
  public Optional<String> problem() {
    Path path = Path.of(name);
    if (!Files.exists(path)) {
      return Optional.of(name + ": there is no such file");
    }
    if (Files.isDirectory(path)) {
      return Optional.of(name + ": it is a directory; name the files in it");
    }
    return Files.isReadable(path) ? Optional.empty() : Optional.of(name + ": it may not be read");
  }

  /** Of a regular file. */
  @Override
  public OptionalLong size() {
    try {
      return isRegular() ? OptionalLong.of(Files.size(Path.of(name))) : OptionalLong.empty();
    } catch (IOException unknown) {
      return OptionalLong.empty();
    }
  }

  @Override
  public String path() {
    return Path.of(name).toAbsolutePath().normalize().toString();
  }

  /**
   * Of a regular file its path and a checksum of its first line, as the same path often holds other
   * files elsewhere or at other times. Anything else passes only once, and is like no other.
   */
  @Override
  public String identity() throws IOException {
    if (size().isEmpty()) {
      return Input.super.identity();
    }
    CRC32C head = new CRC32C();
    try (OpenInput opened = open()) {
      opened.lines(HEAD_BYTES).next().map(Line::bytes).ifPresent(head::update);
    } catch (UnsupportedCompressionException told) {
      head.reset(); // told again, as its problem, when it is read
    }
    return path() + " " + HexFormat.of().toHexDigits((int) head.getValue());
  }

  /** Of a regular file. */
  @Override
  public Optional<FileState> state() throws IOException {
    if (!isRegular()) {
      return Optional.empty();
    }
    BasicFileAttributes found = Files.readAttributes(Path.of(name), BasicFileAttributes.class);
    Instant modifiedAt = Instant.ofEpochMilli(found.lastModifiedTime().toMillis());
    return Optional.of(new FileState(found.size(), modifiedAt));
  }

  @Override
  public OpenInput open() throws IOException {
    return new OpenInput(Files.newInputStream(Path.of(name)), true);
  }

  private boolean isRegular() {
    return Files.isRegularFile(Path.of(name));
  }
}
