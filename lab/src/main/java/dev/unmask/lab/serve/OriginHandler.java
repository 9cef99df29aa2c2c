package dev.unmask.lab.serve;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** The origin's side of a relay: hands on what happens there to the client's side. */
final class OriginHandler extends ChannelInboundHandlerAdapter {
  private final RelayHandler relay;
  private final ChannelHandlerContext client;
  private final LabCounters counters;

  OriginHandler(RelayHandler relay, ChannelHandlerContext client, LabCounters counters) {
    this.relay = relay;
    this.client = client;
    this.counters = counters;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    counters.onOpened();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    relay.onOriginBytes(client, ctx.channel(), (ByteBuf) msg);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    counters.onClosed();
    relay.onOriginClosed(client);
  }

  /** A reset is a way of closing. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
