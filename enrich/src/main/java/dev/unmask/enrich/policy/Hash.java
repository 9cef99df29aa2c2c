package dev.unmask.enrich.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeSet;

/**
 * Hashes: what an observation says of the lists in force, the same for the same entries in any
 * order; and what texts are compared by.
 */
final class Hash {
  private Hash() {}

  /** SHA-256 of the sorted entries, a line each, lowercase hex; empty without entries. */
  static String of(Collection<String> entries) {
    if (entries.isEmpty()) {
      return "";
    }
    return HexFormat.of().formatHex(sha256(String.join("\n", new TreeSet<>(entries))));
  }

  /** The first 64 bits of a text's SHA-256. */
  static long first64(String text) {
    return ByteBuffer.wrap(sha256(text)).getLong();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
