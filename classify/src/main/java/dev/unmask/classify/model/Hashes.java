package dev.unmask.classify.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short hashes over texts, for telling things apart and not for security. */
final class Hashes {

  private Hashes() {}

  /** The first bytes, in hex, of SHA-256 over the parts, each preceded by its length. */
  static String hex(int bytes, String... parts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
        sha256.update((utf8.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha256.update(utf8);
      }
      return HexFormat.of().formatHex(sha256.digest(), 0, bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
