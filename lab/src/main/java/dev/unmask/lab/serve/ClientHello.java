package dev.unmask.lab.serve;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The ClientHello that a connection begins with, as far as it has come (RFC 8446 4.1.2, 5.1). */
final class ClientHello {
  /** Room for most of them; more is made when needed. */
  static final int USUAL_LENGTH = 1_024;

  /** Who waits for more is being kept waiting. */
  private static final int LONGEST = 1 << 16;

  private static final int RECORD_HEADER = 5;
  private static final int HANDSHAKE = 22;
  private static final int MESSAGE_HEADER = 4;
  private static final int VERSION_AND_RANDOM = 2 + 32;
  private static final int SERVER_NAME = 0;
  private static final int HOST_NAME = 0;

  private ClientHello() {}

  /** Whether the first byte can begin a record of a handshake. */
  static boolean canBegin(ByteBuf received) {
    return received.getUnsignedByte(received.readerIndex()) == HANDSHAKE;
  }

  /** Whether the first record is there, whatever its type. */
  static boolean firstRecordComplete(ByteBuf received) {
    int length = received.readableBytes();
    return length >= LONGEST
        || (length >= RECORD_HEADER
            && length >= RECORD_HEADER + recordLength(received, received.readerIndex()));
  }

  /** Whether the message is there, in however many records. */
  static boolean complete(ByteBuf received) {
    return received.readableBytes() >= LONGEST || message(received).isPresent();
  }

  /** The host name that it asks for, in lower case (RFC 6066 3). */
  static Optional<String> serverName(ByteBuf received) {
    return message(received)
        .filter(message -> message.isReadable(VERSION_AND_RANDOM))
        .map(message -> message.skipBytes(VERSION_AND_RANDOM))
        .flatMap(message -> vector(message, 1).map(sessionId -> message))
        .flatMap(message -> vector(message, 2).map(cipherSuites -> message))
        .flatMap(message -> vector(message, 1).map(compressionMethods -> message))
        .flatMap(message -> vector(message, 2))
        .flatMap(ClientHello::serverNameExtension)
        .flatMap(extension -> vector(extension, 2))
        .flatMap(ClientHello::hostName);
  }

  private static Optional<ByteBuf> serverNameExtension(ByteBuf extensions) {
    while (extensions.isReadable(2)) {
      int type = extensions.readUnsignedShort();
      Optional<ByteBuf> body = vector(extensions, 2);
      if (type == SERVER_NAME || body.isEmpty()) {
        return body;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> hostName(ByteBuf list) {
    if (!list.isReadable() || list.readUnsignedByte() != HOST_NAME) {
      return Optional.empty();
    }
    return vector(list, 2)
        .map(name -> name.toString(StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT));
  }

  /** The body of the message, once it is complete. */
  private static Optional<ByteBuf> message(ByteBuf received) {
    ByteBuf fragments = fragments(received);
    if (!fragments.isReadable(MESSAGE_HEADER)) {
      return Optional.empty();
    }
    fragments.skipBytes(1); // the type: a client begins with nothing else
    return vector(fragments, 3);
  }

  /** What the complete records of a handshake carry. */
  private static ByteBuf fragments(ByteBuf received) {
    ByteBuf fragments = Unpooled.buffer(received.readableBytes());
    int at = received.readerIndex();
    int end = received.writerIndex();
    while (end - at >= RECORD_HEADER
        && received.getUnsignedByte(at) == HANDSHAKE
        && end - at - RECORD_HEADER >= recordLength(received, at)) {
      int length = recordLength(received, at);
      fragments.writeBytes(received, at + RECORD_HEADER, length);
      at += RECORD_HEADER + length;
    }
    return fragments;
  }

  private static int recordLength(ByteBuf received, int at) {
    return received.getUnsignedShort(at + 3);
  }

  /** A vector behind its length (RFC 8446 3.4), if all of it is there. */
  private static Optional<ByteBuf> vector(ByteBuf in, int lengthBytes) {
    if (!in.isReadable(lengthBytes)) {
      return Optional.empty();
    }
    int length = 0;
    for (int i = 0; i < lengthBytes; i++) {
      length = length << 8 | in.readUnsignedByte();
    }
    return in.isReadable(length) || length == 0
        ? Optional.of(in.readSlice(length))
        : Optional.empty();
  }
}
