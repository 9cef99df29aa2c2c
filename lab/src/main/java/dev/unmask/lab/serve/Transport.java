package dev.unmask.lab.serve;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.channels.spi.SelectorProvider;

/**
 * Sockets by epoll where its native library is there, by NIO elsewhere. IPv4 only: that is all the
 * lab has.
 */
record Transport(
    IoHandlerFactory io,
    ChannelFactory<? extends ServerChannel> servers,
    ChannelFactory<? extends Channel> clients,
    ChannelFactory<? extends Channel> datagrams) {

  static Transport best() {
    return Epoll.isAvailable() ? epoll() : nio();
  }

  private static Transport epoll() {
    return new Transport(
        EpollIoHandler.newFactory(),
        () -> new EpollServerSocketChannel(SocketProtocolFamily.INET),
        () -> new EpollSocketChannel(SocketProtocolFamily.INET),
        () -> new EpollDatagramChannel(SocketProtocolFamily.INET));
  }

  private static Transport nio() {
    SelectorProvider provider = SelectorProvider.provider();
    return new Transport(
        NioIoHandler.newFactory(),
        () -> new NioServerSocketChannel(provider, SocketProtocolFamily.INET),
        () -> new NioSocketChannel(provider, SocketProtocolFamily.INET),
        () -> new NioDatagramChannel(SocketProtocolFamily.INET));
  }
}
