package dev.unmask.lab;

import dev.unmask.lab.scenario.LabHost;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;

/** Many clients at once, on one thread: each completes a handshake and then stays. */
final class Crowd implements AutoCloseable {
  private static final long HANDSHAKE_SECONDS = 60;

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final SslContext tls;
  private final Queue<Channel> clients = new ConcurrentLinkedQueue<>();
  private final AtomicInteger completed = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  Crowd() throws SSLException {
    tls =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.OPENSSL)
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .endpointIdentificationAlgorithm(null)
            .build();
  }

  void visit(List<LabHost> hosts) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.SO_LINGER, 0)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    install(channel);
                  }
                });
    hosts.forEach(
        host ->
            bootstrap
                .connect(host.address(), host.tlsPort())
                .addListener(f -> onConnected((ChannelFuture) f)));
  }

  private void install(SocketChannel channel) {
    SslHandler handler = tls.newHandler(channel.alloc());
    handler.setHandshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
    handler
        .handshakeFuture()
        .addListener(done -> (done.isSuccess() ? completed : failed).incrementAndGet());
    channel.pipeline().addLast(handler);
    clients.add(channel);
  }

  private void onConnected(ChannelFuture connected) {
    if (!connected.isSuccess()) {
      failed.incrementAndGet();
    }
  }

  int completed() {
    return completed.get();
  }

  int failed() {
    return failed.get();
  }

  long stillConnected() {
    return clients.stream().filter(Channel::isActive).count();
  }

  /** All at once, with RST. */
  void leave() {
    clients.forEach(Channel::close);
  }

  @Override
  public void close() {
    leave();
    loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
