package dev.unmask.classify.topology.message;

import dev.unmask.classify.topology.format.Codec;
import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What text is a fingerprint, and its bytes as the key of the repartition topic {@code moves}. */
public final class Fingerprint implements Codec<String> {

  private static final int VERSION = 1;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** The text if it is a SHA-256 in lowercase hex; a feed may claim anything. */
  public static Optional<String> of(@Nullable String text) {
    return Optional.ofNullable(text).filter(hex -> SHA256.matcher(hex).matches());
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
