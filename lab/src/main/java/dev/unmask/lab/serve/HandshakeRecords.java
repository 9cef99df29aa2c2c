package dev.unmask.lab.serve;

import io.netty.buffer.ByteBuf;

/**
 * Follows the TLS records of one direction of a connection, without their keys, and tells where its
 * handshake ends: in TLS 1.2 with the record after ChangeCipherSpec, which is the encrypted
 * Finished (RFC 5246 7.4.9), in full and in resumed handshakes. In TLS 1.3, where ChangeCipherSpec
 * is for show (RFC 8446 D.4), it thus ends after the first encrypted record; relays of this kind do
 * cut TLS 1.3 there.
 *
 * <p>Keeps no bytes. Whatever is not TLS is taken for records all the same, and simply never ends.
 */
final class HandshakeRecords {
  private static final int HEADER = 5;
  private static final int CHANGE_CIPHER_SPEC = 20;

  private int headerSeen;
  private int type;
  private int length;
  private int bodyLeft;
  private boolean encrypted;
  private boolean finished;

  /**
   * Goes on with bytes that have come, and leaves the buffer as it is.
   *
   * @return how many of the readable bytes belong to the handshake: all, until it ends
   */
  int follow(ByteBuf bytes) {
    int at = bytes.readerIndex();
    while (!finished && at < bytes.writerIndex()) {
      at +=
          headerSeen < HEADER ? header(bytes.getUnsignedByte(at)) : body(bytes.writerIndex() - at);
    }
    return at - bytes.readerIndex();
  }

  boolean finished() {
    return finished;
  }

  private int header(int octet) {
    switch (headerSeen++) {
      case 0 -> type = octet;
      case 3 -> length = octet << 8;
      case 4 -> start(length | octet);
      default -> {} // the version
    }
    return 1;
  }

  private void start(int bodyLength) {
    bodyLeft = bodyLength;
    if (bodyLeft == 0) {
      end();
    }
  }

  private int body(int available) {
    int taken = Math.min(bodyLeft, available);
    bodyLeft -= taken;
    if (bodyLeft == 0) {
      end();
    }
    return taken;
  }

  private void end() {
    headerSeen = 0;
    if (type == CHANGE_CIPHER_SPEC) {
      encrypted = true;
    } else if (encrypted) {
      finished = true;
    }
  }
}
