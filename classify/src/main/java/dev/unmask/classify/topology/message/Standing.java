package dev.unmask.classify.topology.message;

import dev.unmask.classify.model.Signature;
import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;

/**
 * How an endpoint stands at one fingerprint that it shows, or showed last before it changed.
 * Immutable.
 *
 * @param signature encoded signature of a host of the cluster; empty for a host that has left it
 * @param asn its autonomous system, where known
 * @param country two letters, or empty
 */
public record Standing(Bytes signature, OptionalLong asn, String country) {

  /** A host that showed the fingerprint and shows another now. */
  public static final Standing CHANGED =
      new Standing(Bytes.wrap(new byte[0]), OptionalLong.empty(), "");

  /** Whether the host has left the cluster. */
  public boolean changed() {
    return signature.get().length == 0;
  }

  /**
   * Returns if the signature is of this version's format.
   *
   * @throws IllegalStateException if not; says what to do
   */
  public void check() {
    if (!changed() && !Signature.readable(signature.get())) {
      throw new IllegalStateException(
          "stored signatures have format version "
              + signature.get()[0]
              + ", which this version of unmask does not read"
              + FieldReader.ANOTHER_EPOCH);
    }
  }

  public void write(FieldWriter writer) {
    writer.bytes(signature).number(asn).text(country);
  }

  public static Standing read(FieldReader reader) {
    return new Standing(reader.wrapped(), reader.optionalNumber(), reader.text());
  }
}
