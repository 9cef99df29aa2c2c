package dev.unmask.lab.serve;

import dev.unmask.lab.scenario.OpenVpn;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * The first step of an OpenVPN server over TCP: a reset that bears a session id draws one that
 * echoes it. Behaves as OpenVPN 2.6.14 was measured to: an incomplete packet is waited for, a
 * length that cannot be or an opcode that may not come first ends the connection at once, a session
 * id of zero gets no answer. Where a key is required, every whole packet ends it, for none of ours
 * is signed with it.
 */
final class OpenVpnHandler extends ByteToMessageDecoder {
  /** What a server takes with the usual MTU of 1500, rounded up. */
  private static final int LONGEST_PACKET = 1_800;

  private final OpenVpn server;
  private final LabCounters counters;
  private boolean answered;

  OpenVpnHandler(OpenVpn server, LabCounters counters) {
    this.server = server;
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
    if (!OpenVpnReset.is(packet) || server.key() == OpenVpn.Key.REQUIRED) {
      end(ctx, in);
    } else if (OpenVpnReset.session(packet) != 0) {
      answered = true;
      counters.onResetAnswered();
      ctx.writeAndFlush(OpenVpnReset.answer(ctx.alloc(), OpenVpnReset.session(packet)));
    }
  }

  private static void end(ChannelHandlerContext ctx, ByteBuf in) {
    in.skipBytes(in.readableBytes());
    ctx.close();
  }
}
