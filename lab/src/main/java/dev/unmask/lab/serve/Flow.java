package dev.unmask.lab.serve;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;

/** What goes from one side of a relay to the other: bytes, and ends. */
final class Flow {
  private Flow() {}

  /**
   * Writes to one side, and reads on from the other once that has been taken. Not from one that has
   * sent its FIN: Netty has taken its descriptor out of epoll by then.
   */
  static void pass(ByteBuf bytes, Channel to, Channel from) {
    to.writeAndFlush(bytes)
        .addListener(
            written -> {
              if (!written.isSuccess()) {
                from.close();
              } else if (!((DuplexChannel) from).isInputShutdown()) {
                from.read();
              }
            });
  }

  /** Sends FIN behind what has been written, and goes on reading. */
  static void shutdownWhenFlushed(Channel channel) {
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(flushed -> ((DuplexChannel) channel).shutdownOutput());
  }

  static void closeWhenFlushed(Channel channel) {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }
}
