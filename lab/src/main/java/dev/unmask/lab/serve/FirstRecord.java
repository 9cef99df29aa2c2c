package dev.unmask.lab.serve;

import io.netty.buffer.ByteBuf;

/** The record that a TLS client begins with. */
final class FirstRecord {
  /** Room for most ClientHellos; more is made when needed. */
  static final int USUAL_LENGTH = 1_024;

  private static final int HEADER = 5;
  private static final int LENGTH_OFFSET = 3;

  /** Longest plaintext (RFC 8446 5.1): who waits for more is being kept waiting. */
  private static final int LONGEST = HEADER + (1 << 14);

  private FirstRecord() {}

  static boolean isComplete(ByteBuf received) {
    int length = received.readableBytes();
    return length >= LONGEST
        || (length >= HEADER
            && length
                >= HEADER + received.getUnsignedShort(received.readerIndex() + LENGTH_OFFSET));
  }
}
