package dev.unmask.enrich.probe.peers;

import dev.unmask.avro.ChainJudgement;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Admission;
import dev.unmask.enrich.probe.connection.HostLine;
import dev.unmask.enrich.probe.connection.HostTime;
import dev.unmask.enrich.probe.connection.LargeFlights;
import dev.unmask.enrich.probe.connection.Sockets;
import dev.unmask.enrich.probe.connection.Traffic;
import dev.unmask.enrich.probe.handshake.HandshakeProbe;
import dev.unmask.enrich.probe.tls.TlsClients;
import dev.unmask.enrich.probe.tls.TlsProviders;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProbeEnd;
import dev.unmask.enrich.probe.visit.ProbeKit;
import dev.unmask.enrich.probe.visit.ProberSettings;
import dev.unmask.enrich.probe.visit.Visit;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A visit in which one probe alone is asked. */
public final class Visiting implements AfterEachCallback {

  private final boolean epoll = Epoll.isAvailable();
  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  private final TlsClients clients = TlsProviders.open(true, Runnable::run);
  private final ProberSettings settings;

  public Visiting(ProberSettings settings) {
    this.settings = settings;
  }

  /** Asks, and waits for the record of what was found. */
  public SpecificRecord ask(Probe probe, HostTarget target) {
    return visit(target, visit -> found(visit, probe)).record(Visiting::unjudged);
  }

  /** The same after a first handshake. */
  public SpecificRecord askAfterHandshake(Probe probe, HostTarget target) {
    return visit(
            target,
            visit -> {
              found(visit, new HandshakeProbe());
              return found(visit, probe);
            })
        .record(Visiting::unjudged);
  }

  /** How long a probe takes; what it needs besides comes before it. */
  public Timed time(Probe probe, HostTarget target) {
    return visit(
        target,
        visit -> {
          if (probe.need() != Probe.Need.NOTHING) {
            found(visit, new HandshakeProbe());
          }
          try (LostTime lost = new LostTime()) {
            long begun = System.nanoTime();
            found(visit, probe);
            return new Timed(Duration.ofNanos(System.nanoTime() - begun), lost.sinceBegun());
          }
        });
  }

  /**
   * How long something took.
   *
   * @param lost of it by timers of this machine that were late
   */
  public record Timed(Duration taken, Duration lost) {

    /** By what the host does, and by us. */
    public Duration byHost() {
      return taken.minus(lost);
    }
  }

  private <T> T visit(HostTarget target, Function<Visit, T> asking) {
    EventLoop loop = loops.next();
    HostLine line = line(loop, target);
    try {
      return asking.apply(new Visit(target, line, kit()));
    } finally {
      loop.submit(line::hangUp).awaitUninterruptibly();
    }
  }

  private static Finding found(Visit visit, Probe probe) {
    CompletableFuture<Finding> found = new CompletableFuture<>();
    visit.line().loop().execute(() -> probe.run(visit, end(found)));
    return found.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private HostLine line(EventLoop loop, HostTarget target) {
    return new HostLine(
        sockets(loop),
        target.address(),
        new Allowed(),
        settings.timings().connectTimeout(),
        new HostTime(settings.timings().deadline(target.tier())),
        new Traffic(settings.maxBytes(), () -> {}, new LargeFlights(1)));
  }

  private Sockets sockets(EventLoop loop) {
    return epoll
        ? new Sockets(loop, EpollSocketChannel.class, EpollDatagramChannel.class)
        : new Sockets(loop, NioSocketChannel.class, NioDatagramChannel.class);
  }

  private ProbeKit kit() {
    return new ProbeKit(
        settings, clients, GlobalEventExecutor.INSTANCE, new SecureRandom(), "unmask/test");
  }

  private static ProbeEnd end(CompletableFuture<Finding> found) {
    return new ProbeEnd() {
      @Override
      public void with(Finding finding) {
        found.complete(finding);
      }

      @Override
      public void ifStopped(BiFunction<Outcome, String, Finding> unfinished) {}
    };
  }

  private static ChainJudgement unjudged(List<byte[]> chain, Optional<String> name) {
    throw new AssertionError("this probe shows no chain");
  }

  private record Allowed() implements Admission {
    @Override
    public CompletableFuture<Void> turn() {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public Optional<Outcome> forbidden() {
      return Optional.empty();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    clients.close();
  }
}
