package dev.unmask.lab.serve;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import java.net.InetSocketAddress;

/**
 * Opens a relay's connection to its origin, from the relay's own address: each host has its own
 * 28,000 source ports, and the origin sees who dials. On the event loop of the client's connection,
 * so that one thread does both directions.
 */
record OriginDialler(Transport transport) {
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  ChannelFuture dial(Channel client, InetSocketAddress origin, ChannelHandler handler) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(client.eventLoop())
            .channelFactory(transport.clients())
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
            .handler(handler);
    if (Epoll.isAvailable()) {
      bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
    }
    InetSocketAddress relay = (InetSocketAddress) client.localAddress();
    return bootstrap.connect(origin, new InetSocketAddress(relay.getAddress(), 0));
  }
}
