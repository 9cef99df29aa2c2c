package dev.unmask.lab.serve;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The first step of an OpenVPN server over TCP, without tls-auth and tls-crypt: a reset that bears
 * a session id draws one that echoes it. Behaves as OpenVPN 2.6.14 was measured to: an incomplete
 * packet is waited for, a length that cannot be or an opcode that may not come first ends the
 * connection at once, a session id of zero gets no answer.
 *
 * <pre>
 *   packet   uint16 length, opcode &lt;&lt; 3 | key id, session id (8), ...
 *   answer   001a 40 own session id (8) 01 00000000 the client's session id (8) 00000000
 * </pre>
 */
final class OpenVpnHandler extends ByteToMessageDecoder {
  private static final int CLIENT_RESET = 7 << 3; // P_CONTROL_HARD_RESET_CLIENT_V2, key 0
  private static final int SERVER_RESET = 8 << 3; // P_CONTROL_HARD_RESET_SERVER_V2, key 0
  private static final int ANSWER_LENGTH = 26;
  private static final int SHORTEST_RESET = 14;

  /** What a server takes with the usual MTU of 1500, rounded up. */
  private static final int LONGEST_PACKET = 1_800;

  private final LabCounters counters;
  private boolean answered;

  OpenVpnHandler(LabCounters counters) {
    this.counters = counters;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (in.readableBytes() < Short.BYTES) {
      return;
    }
    int length = in.getUnsignedShort(in.readerIndex());
    if (length == 0 || length > LONGEST_PACKET) {
      end(ctx, in);
    } else if (in.readableBytes() >= Short.BYTES + length) {
      packet(ctx, in.skipBytes(Short.BYTES), length);
    }
  }

  private void packet(ChannelHandlerContext ctx, ByteBuf in, int length) {
    ByteBuf packet = in.readSlice(length);
    if (answered) {
      return; // a handshake would follow; unmask's own probes go no further
    }
    if (length < SHORTEST_RESET || packet.readUnsignedByte() != CLIENT_RESET) {
      end(ctx, in);
      return;
    }
    long session = packet.readLong();
    if (session != 0) {
      answer(ctx, session);
    }
  }

  private void answer(ChannelHandlerContext ctx, long clientSession) {
    answered = true;
    counters.onResetAnswered();
    ByteBuf answer = ctx.alloc().buffer(Short.BYTES + ANSWER_LENGTH);
    answer.writeShort(ANSWER_LENGTH).writeByte(SERVER_RESET);
    answer.writeLong(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    answer.writeByte(1).writeInt(0).writeLong(clientSession).writeInt(0);
    ctx.writeAndFlush(answer);
  }

  private static void end(ChannelHandlerContext ctx, ByteBuf in) {
    in.skipBytes(in.readableBytes());
    ctx.close();
  }
}
