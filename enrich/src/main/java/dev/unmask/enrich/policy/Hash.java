package dev.unmask.enrich.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeSet;

/**
 * What an observation says of the lists in force: the same entries in any order are the same hash.
 */
final class Hash {
  private Hash() {}

  /** SHA-256 of the sorted entries, a line each, lowercase hex; empty without entries. */
  static String of(Collection<String> entries) {
    if (entries.isEmpty()) {
      return "";
    }
    try {
      var sorted = String.join("\n", new TreeSet<>(entries));
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(sorted.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
