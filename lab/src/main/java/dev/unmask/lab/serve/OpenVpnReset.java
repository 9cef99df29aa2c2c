package dev.unmask.lab.serve;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The first packet of OpenVPN's client, and of its server, as a datagram has them; over TCP a
 * length stands before each.
 *
 * <pre>
 *   reset    opcode &lt;&lt; 3 | key id, session id (8), acknowledgements, packet id
 *   answer   40 own session id (8) 01 00000000 the client's session id (8) 00000000
 * </pre>
 */
final class OpenVpnReset {
  static final int ANSWER_LENGTH = 26;

  private static final int CLIENT_RESET = 7 << 3; // P_CONTROL_HARD_RESET_CLIENT_V2, key 0
  private static final int SERVER_RESET = 8 << 3; // P_CONTROL_HARD_RESET_SERVER_V2, key 0
  private static final int SHORTEST = 14;

  private OpenVpnReset() {}

  static boolean is(ByteBuf packet) {
    return packet.readableBytes() >= SHORTEST
        && packet.getUnsignedByte(packet.readerIndex()) == CLIENT_RESET;
  }

  /** The session id that a reset bears; a server ignores one that is zero. */
  static long session(ByteBuf reset) {
    return reset.getLong(reset.readerIndex() + 1);
  }

  /** What a server answers to it, behind its length. */
  static ByteBuf answer(ByteBufAllocator alloc, long clientSession) {
    return alloc
        .buffer(Short.BYTES + ANSWER_LENGTH)
        .writeShort(ANSWER_LENGTH)
        .writeByte(SERVER_RESET)
        .writeLong(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE))
        .writeByte(1)
        .writeInt(0)
        .writeLong(clientSession)
        .writeInt(0);
  }
}
