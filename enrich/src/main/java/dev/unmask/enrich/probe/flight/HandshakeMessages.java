package dev.unmask.enrich.probe.flight;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Puts handshake messages (RFC 8446 4) together from the bytes of records, of which one may hold
 * several messages and one message fill several. Of each it keeps as much as its listener wants.
 */
final class HandshakeMessages {

  private static final int HEADER = 4;

  private final Listener listener;
  private byte[] body = new byte[0];
  private int size;
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
    return headerBytes == HEADER && type() == type ? Arrays.copyOf(body, size) : new byte[0];
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
    int kept = Math.min(taken, wanted - size);
    makeRoomFor(size + kept);
    bytes.readBytes(body, size, kept).skipBytes(taken - kept);
    size += kept;
    left -= taken;
    endIfWhole();
  }

  /** Twice as much as before, but never more than is wanted: a length alone costs nothing. */
  private void makeRoomFor(int least) {
    if (least > body.length) {
      body = Arrays.copyOf(body, Math.min(wanted, Math.max(least, 2 * body.length)));
    }
  }

  private void endIfWhole() {
    if (left == 0) {
      byte[] kept = size == body.length ? body : Arrays.copyOf(body, size);
      int type = type();
      body = new byte[0];
      size = 0;
      header = 0;
      headerBytes = 0;
      listener.onMessage(type, kept);
    }
  }

  private int type() {
    return header >>> 24;
  }
}
