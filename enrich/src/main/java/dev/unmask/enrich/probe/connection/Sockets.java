package dev.unmask.enrich.probe.connection;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;

/**
 * The sockets of one event loop: what is bounded and set for all that are opened on it.
 *
 * @param loop that serves them
 * @param streams their kind for TCP
 * @param datagrams their kind for UDP
 */
public record Sockets(
    EventLoop loop,
    Class<? extends SocketChannel> streams,
    Class<? extends DatagramChannel> datagrams) {

  /** Bounds what the kernel takes from a host that sends faster than it is read. */
  private static final int KERNEL_BUFFER = 64 * 1024;

  Bootstrap stream() {
    return socket(streams)
        .option(ChannelOption.SO_LINGER, 0)
        .option(ChannelOption.TCP_NODELAY, true);
  }

  Bootstrap datagram() {
    return socket(datagrams);
  }

  private Bootstrap socket(Class<? extends Channel> kind) {
    return new Bootstrap()
        .group(loop)
        .channel(kind)
        .option(ChannelOption.SO_RCVBUF, KERNEL_BUFFER)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(Wire.READ_SIZE));
  }
}
