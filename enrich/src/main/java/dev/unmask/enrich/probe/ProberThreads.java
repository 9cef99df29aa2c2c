package dev.unmask.enrich.probe;

import dev.unmask.enrich.probe.connection.Sockets;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutorGroup;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a prober: event loops, on epoll where it loads; those that parse and judge; one on
 * which BouncyCastle computes. They start when they are first needed.
 */
final class ProberThreads implements AutoCloseable {

  private final MultiThreadIoEventLoopGroup loops;
  private final boolean epoll;
  private final ExecutorService parsers;
  private final EventExecutorGroup legacy;

  ProberThreads(int eventLoops, int parsers) {
    this.epoll = Epoll.isAvailable();
    this.loops =
        new MultiThreadIoEventLoopGroup(
            eventLoops,
            new DefaultThreadFactory("unmask-probe", true),
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    this.parsers =
        Executors.newFixedThreadPool(parsers, new DefaultThreadFactory("unmask-parse", true));
    this.legacy =
        new DefaultEventExecutorGroup(1, new DefaultThreadFactory("unmask-legacy-tls", true));
  }

  EventLoop nextLoop() {
    return loops.next();
  }

  Sockets sockets(EventLoop loop) {
    return epoll
        ? new Sockets(loop, EpollSocketChannel.class, EpollDatagramChannel.class)
        : new Sockets(loop, NioSocketChannel.class, NioDatagramChannel.class);
  }

  ExecutorService parsers() {
    return parsers;
  }

  EventExecutorGroup legacy() {
    return legacy;
  }

  /**
   * The prober has nothing under way any more; only pipelines are still being taken apart, from the
   * event loops to BouncyCastle's thread and back.
   */
  @Override
  public void close() {
    legacy.shutdownGracefully(50, 1_000, TimeUnit.MILLISECONDS).awaitUninterruptibly(2_000);
    loops.shutdownGracefully(0, 1_000, TimeUnit.MILLISECONDS).awaitUninterruptibly(2_000);
    parsers.shutdown();
  }
}
