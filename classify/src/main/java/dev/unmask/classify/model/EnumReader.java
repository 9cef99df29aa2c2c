package dev.unmask.classify.model;

import java.nio.ByteBuffer;

/** Reads two enums from each byte, the high half first. */
final class EnumReader {

  private final ByteBuffer in;
  private int current;
  private boolean lowIsNext;

  EnumReader(ByteBuffer in) {
    this.in = in;
  }

  /**
   * @throws IllegalArgumentException where the enum has no such constant
   */
  <E extends Enum<E>> E of(E[] constants) {
    if (!lowIsNext) {
      current = Byte.toUnsignedInt(in.get());
    }
    int ordinal = lowIsNext ? current & 0xF : current >> 4;
    lowIsNext = !lowIsNext;
    return SignatureFormat.constant(constants, ordinal);
  }
}
