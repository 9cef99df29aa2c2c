package dev.unmask.enrich.policy;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists that a user gives: an entry a line, comments from {@code #} on, empty lines passed over.
 */
final class ListFile {
  /** One entry, and where it stands, for messages. */
  record Entry(String where, String text) {}

  private ListFile() {}

  /**
   * The entries of a file.
   *
   * @throws IllegalArgumentException if it is no text
   * @throws IOException if it cannot be read
   */
  static List<Entry> read(Path file) throws IOException {
    try {
      return entries(file.toString(), Files.readAllLines(file));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + ": expected text in UTF-8", e);
    }
  }

  static List<Entry> entries(String file, List<String> lines) {
    var entries = new ArrayList<Entry>();
    for (var number = 1; number <= lines.size(); number++) {
      var text = lines.get(number - 1).replaceFirst("#.*", "").strip();
      if (!text.isEmpty()) {
        entries.add(new Entry(file + " line " + number, text));
      }
    }
    return entries;
  }
}
