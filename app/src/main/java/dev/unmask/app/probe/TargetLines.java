package dev.unmask.app.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Hosts from a file or a stream, one a line; empty lines and comments ({@code #}) are passed over.
 * Reads no more than what is asked for, so the list may have no end. For one thread.
 */
public final class TargetLines implements AutoCloseable {
  private static final int LONGEST = 1_024;

  private final String name;
  private final BufferedReader lines;
  private long number;

  /**
   * @param name for error messages
   */
  public TargetLines(String name, InputStream in) {
    this.name = name;
    this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /**
   * The next host; empty at the end.
   *
   * @throws IllegalArgumentException if a line is none; it names file, line and value, and the next
   *     call goes on behind it
   */
  public Optional<Target> next() throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String text = line.replaceFirst("#.*", "").strip();
      if (!text.isEmpty()) {
        return Optional.of(parse(text));
      }
    }
    return Optional.empty();
  }

  private Target parse(String text) {
    try {
      return Target.parse(text.substring(0, Math.min(text.length(), LONGEST)));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          name + ":" + number + ": " + malformed.getMessage(), malformed);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
