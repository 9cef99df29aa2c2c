package dev.unmask.lab.serve;

import dev.unmask.lab.scenario.Behaviour;
import dev.unmask.lab.scenario.Behaviour.OpenVpn;
import dev.unmask.lab.scenario.Behaviour.Relay;
import dev.unmask.lab.scenario.Behaviour.Silence;
import dev.unmask.lab.scenario.Behaviour.TlsServer;
import dev.unmask.lab.scenario.LabHost;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Receives each connection: by its local address it finds out which host is meant, and installs
 * what that host does on that port. From or to outside 127.0.0.0/8, or where nothing is, the
 * connection is reset at once. (It has been accepted by then: where a refusal is meant, nobody must
 * listen.)
 */
@Sharable
final class Reception extends ChannelInitializer<SocketChannel> {
  private final Map<InetAddress, LabHost> hosts;
  private final TlsContexts contexts;
  private final OriginDialler dialler;
  private final LabCounters counters;
  private final Duration idleLimit;

  Reception(
      Map<InetAddress, LabHost> hosts,
      TlsContexts contexts,
      OriginDialler dialler,
      LabCounters counters,
      Duration idleLimit) {
    this.hosts = hosts;
    this.contexts = contexts;
    this.dialler = dialler;
    this.counters = counters;
    this.idleLimit = idleLimit;
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    Optional<Behaviour> behaviour = behaviour(channel.localAddress(), channel.remoteAddress());
    if (behaviour.isPresent()) {
      counters.onServed(channel.localAddress().getAddress());
      counters.onOpened();
      channel.closeFuture().addListener(closed -> counters.onClosed());
      install(channel, behaviour.get());
    } else {
      counters.onTurnedAway();
      channel.config().setSoLinger(0);
      channel.close();
    }
  }

  private Optional<Behaviour> behaviour(InetSocketAddress local, InetSocketAddress remote) {
    if (!inTheLab(local.getAddress()) || !inTheLab(remote.getAddress())) {
      return Optional.empty();
    }
    return Optional.ofNullable(hosts.get(local.getAddress()))
        .flatMap(host -> host.behaviour(local.getPort()));
  }

  private static boolean inTheLab(InetAddress address) {
    return address instanceof Inet4Address && address.isLoopbackAddress();
  }

  private void install(SocketChannel channel, Behaviour behaviour) {
    ChannelPipeline pipeline = channel.pipeline();
    if (behaviour instanceof TlsServer server) {
      idleAfter(idleLimit, pipeline);
      serveTls(channel, server);
    } else if (behaviour instanceof Relay relay) {
      channel.config().setAutoRead(false);
      idleAfter(relay.idleLimit(), pipeline);
      pipeline.addLast("relay", new RelayHandler(relay, dialler, counters));
    } else if (behaviour instanceof OpenVpn) {
      idleAfter(idleLimit, pipeline);
      pipeline.addLast("openvpn", new OpenVpnHandler(counters));
    } else if (behaviour instanceof Silence) {
      idleAfter(idleLimit, pipeline);
      pipeline.addLast("silence", new SilenceHandler());
    }
    pipeline.addLast("end", new EndHandler());
  }

  private void serveTls(SocketChannel channel, TlsServer server) {
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addLast("tls", new SslHandler(contexts.of(server).newEngine(channel.alloc())));
    server.answer().ifPresent(answer -> pipeline.addLast("http", new HttpServerCodec()));
    ChannelHandler owner =
        server.answer().<ChannelHandler>map(HttpAnswerHandler::new).orElseGet(SilenceHandler::new);
    pipeline.addLast("owner", owner);
  }

  private static void idleAfter(Duration limit, ChannelPipeline pipeline) {
    pipeline.addLast("idle", new IdleStateHandler(0, 0, limit.toMillis(), TimeUnit.MILLISECONDS));
  }
}
