package dev.unmask.enrich.probe.connection;

import io.netty.buffer.ByteBuf;

/**
 * Follows the boundaries of TLS records (RFC 8446 5.1): a header of five bytes, the last two of
 * which are the length of what follows. It only counts, and shows what it counts; whether the
 * records mean something is for others to say.
 */
final class RecordFraming {

  private static final int HEADER = 5;

  /** Content types (RFC 8446 5.1). */
  static final int CHANGE_CIPHER_SPEC = 20;

  static final int ALERT = 21;

  static final int HANDSHAKE = 22;
  static final int APPLICATION_DATA = 23;

  private final Listener listener;
  private int lastType;
  private int headerBytes;
  private int lastLength;
  private int bodyLeft;

  /** Hears of what records carry. */
  interface Listener {

    /** The next bytes of a record's content, all of them or some; for the call only. */
    void onContent(int type, ByteBuf bytes);
  }

  RecordFraming(Listener listener) {
    this.listener = listener;
  }

  void see(ByteBuf bytes) {
    int at = bytes.readerIndex();
    while (at < bytes.writerIndex()) {
      at += seeRecord(bytes, at);
    }
  }

  /** Goes on to the end of a record, or of the bytes; by how many. */
  int seeRecord(ByteBuf bytes, int from) {
    int at = from;
    do {
      if (bodyLeft > 0) {
        at += content(bytes, at);
      } else {
        header(bytes.getUnsignedByte(at));
        at++;
      }
    } while (at < bytes.writerIndex() && inMidRecord());
    return at - from;
  }

  private int content(ByteBuf bytes, int at) {
    int taken = Math.min(bodyLeft, bytes.writerIndex() - at);
    listener.onContent(lastType, bytes.slice(at, taken));
    bodyLeft -= taken;
    return taken;
  }

  boolean inMidRecord() {
    return headerBytes > 0 || bodyLeft > 0;
  }

  /** Content type of the record that began last. */
  int lastType() {
    return lastType;
  }

  /** Length of its content. */
  int lastLength() {
    return lastLength;
  }

  private void header(short octet) {
    headerBytes++;
    if (headerBytes == 1) {
      lastType = octet;
    } else if (headerBytes == HEADER - 1) {
      lastLength = octet << 8;
    } else if (headerBytes == HEADER) {
      lastLength |= octet;
      bodyLeft = lastLength;
      headerBytes = 0;
    }
  }
}
