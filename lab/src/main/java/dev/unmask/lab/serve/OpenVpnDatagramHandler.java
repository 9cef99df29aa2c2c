package dev.unmask.lab.serve;

import dev.unmask.lab.scenario.OpenVpn;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;

/**
 * The first step of an OpenVPN server over UDP: a reset that bears a session id draws one that
 * echoes it, anything else nothing. Where a key is required, everything draws nothing. Keeps
 * nothing of its clients.
 */
@Sharable
final class OpenVpnDatagramHandler extends SimpleChannelInboundHandler<DatagramPacket> {
  private final OpenVpn server;
  private final LabCounters counters;

  OpenVpnDatagramHandler(OpenVpn server, LabCounters counters) {
    this.server = server;
    this.counters = counters;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket received) {
    ByteBuf packet = received.content();
    if (received.sender().getAddress().isLoopbackAddress()
        && server.key() == OpenVpn.Key.NONE
        && OpenVpnReset.is(packet)
        && OpenVpnReset.session(packet) != 0) {
      counters.onResetAnswered();
      ByteBuf answer = OpenVpnReset.answer(ctx.alloc(), OpenVpnReset.session(packet));
      ctx.writeAndFlush(new DatagramPacket(answer.skipBytes(Short.BYTES), received.sender()));
    }
  }

  /** An unreachable sender is no fault of ours. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {}
}
