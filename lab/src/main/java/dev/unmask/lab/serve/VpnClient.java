package dev.unmask.lab.serve;

import io.netty.buffer.ByteBuf;

/** How those who share a port between OpenVPN and TLS tell OpenVPN's clients. */
final class VpnClient {
  /** Whether somebody speaks OpenVPN, as far as one can see. */
  enum Guess {
    YES,
    NO,
    TOO_EARLY
  }

  private static final int RESET_V2 = 0x38;
  private static final int RESET_V3 = 0x50;

  private VpnClient() {}

  /** OpenVPN's own {@code port-share}, by two or three bytes (its {@code ps.c}). */
  static Guess byFirstBytes(ByteBuf received) {
    if (received.readableBytes() < 2) {
      return Guess.TOO_EARLY;
    }
    int length = received.getUnsignedShort(received.readerIndex());
    boolean likeReset = length >= 14 && length <= 255;
    boolean likeLongReset = length >= 336 && length <= 1278;
    if (!likeReset && !likeLongReset) {
      return Guess.NO;
    }
    if (received.readableBytes() < 3) {
      return Guess.TOO_EARLY;
    }
    int opcode = received.getUnsignedByte(received.readerIndex() + 2);
    return opcode == (likeReset ? RESET_V2 : RESET_V3) ? Guess.YES : Guess.NO;
  }

  /** sslh's: one packet that is as long as it says. */
  static Guess byLength(ByteBuf received) {
    if (received.readableBytes() < 2) {
      return Guess.TOO_EARLY;
    }
    int length = received.getUnsignedShort(received.readerIndex());
    return length == received.readableBytes() - 2 ? Guess.YES : Guess.NO;
  }
}
