package dev.unmask.classify.topology.message;

import dev.unmask.classify.topology.format.Codec;
import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What text is a fingerprint, and its bytes as the key of the repartition topic {@code moves}. */
public final class Fingerprint implements Codec<String> {

  private static final int VERSION = 1;

  /** The text if it is a SHA-256 in lowercase hex; a feed may claim anything. */
  public static Optional<String> of(@Nullable String text) {
    return Optional.ofNullable(text).filter(Fingerprint::isSha256);
  }

  private static boolean isSha256(String text) {
    if (text.length() != 64) {
      return false;
    }
    for (int i = 0; i < 64; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  @Override
  public byte[] encode(String fingerprint) {
    return new FieldWriter(VERSION).sha256(fingerprint).written();
  }

  @Override
  public String decode(byte[] bytes) {
    return new FieldReader(bytes, VERSION, "a key of repartition topic moves").sha256();
  }
}
