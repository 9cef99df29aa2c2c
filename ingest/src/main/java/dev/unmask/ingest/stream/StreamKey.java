package dev.unmask.ingest.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a feed knows its customer by. A secret: no message, log or record has it. */
public final class StreamKey {

  private static final int MAX_BYTES = 4 << 10;

  private final String secret;

  /**
   * @throws IllegalArgumentException if it is empty, or has characters that no key has
   */
  public StreamKey(String secret) {
    String stripped = secret.strip();
    if (stripped.isEmpty() || !stripped.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(
          "the stream's key: expected printable characters without spaces, got others or none");
    }
    this.secret = stripped;
  }

  /**
   * A file that holds nothing else.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if what it holds is no key
   */
  public static StreamKey in(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new StreamKey(new String(in.readNBytes(MAX_BYTES), UTF_8));
    }
  }

  /** As the parameter of a query (RFC 3986 3.4). */
  String parameter() {
    return "key=" + URLEncoder.encode(secret, UTF_8);
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
