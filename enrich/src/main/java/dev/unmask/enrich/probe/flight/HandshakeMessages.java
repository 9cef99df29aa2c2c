package dev.unmask.enrich.probe.flight;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;

/**
 * Puts handshake messages (RFC 8446 4) together from the bytes of records, of which one may hold
 * several messages and one message fill several. Of each it keeps as much as its listener wants.
 */
final class HandshakeMessages {

  private static final int HEADER = 4;

  private final Listener listener;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int headerBytes;
  private int header;
  private int wanted;
  private int left;

  /** Hears of each message. */
  interface Listener {

    /** How many bytes of its body are to be kept. */
    int wanted(int type, int length);

    /** It is whole; the body as far as it was kept. */
    void onMessage(int type, byte[] kept);
  }

  HandshakeMessages(Listener listener) {
    this.listener = listener;
  }

  /** Reads on. */
  void read(ByteBuf bytes) {
    while (bytes.isReadable()) {
      if (headerBytes < HEADER) {
        header(bytes.readUnsignedByte());
      } else {
        body(bytes);
      }
    }
  }

  /** What was kept so far of the message that is not whole yet, if it is of that type. */
  byte[] keptOf(int type) {
    return headerBytes == HEADER && type() == type ? body.toByteArray() : new byte[0];
  }

  /** {@code HandshakeType msg_type; uint24 length}. */
  private void header(short octet) {
    header = header << 8 | octet;
    headerBytes++;
    if (headerBytes == HEADER) {
      left = header & 0xffffff;
      wanted = Math.min(left, listener.wanted(type(), left));
      endIfWhole();
    }
  }

  private void body(ByteBuf bytes) {
    int taken = Math.min(left, bytes.readableBytes());
    byte[] kept = new byte[Math.min(taken, wanted - body.size())];
    bytes.readBytes(kept).skipBytes(taken - kept.length);
    body.writeBytes(kept);
    left -= taken;
    endIfWhole();
  }

  private void endIfWhole() {
    if (left == 0) {
      byte[] kept = body.toByteArray();
      int type = type();
      body.reset();
      header = 0;
      headerBytes = 0;
      listener.onMessage(type, kept);
    }
  }

  private int type() {
    return header >>> 24;
  }
}
