package dev.unmask.lab.serve;

import dev.unmask.lab.scenario.Behaviour;
import dev.unmask.lab.scenario.Behaviour.Greeting;
import dev.unmask.lab.scenario.Behaviour.Relay;
import dev.unmask.lab.scenario.Behaviour.Silence;
import dev.unmask.lab.scenario.HttpAnswer;
import dev.unmask.lab.scenario.LabHost;
import dev.unmask.lab.scenario.OpenVpn;
import dev.unmask.lab.scenario.TlsServer;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
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
  private final TlsHandlers tls;
  private final OriginDialler dialler;
  private final LabCounters counters;
  private volatile Map<InetAddress, LabHost> hosts;

  Reception(
      Map<InetAddress, LabHost> hosts,
      TlsHandlers tls,
      OriginDialler dialler,
      LabCounters counters) {
    this.hosts = hosts;
    this.tls = tls;
    this.dialler = dialler;
    this.counters = counters;
  }

  /** From the next connection on, hosts are these. */
  void receiveFor(Map<InetAddress, LabHost> others) {
    hosts = others;
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
      idleAfter(server.idleLimit(), pipeline);
      serveTls(channel, server);
    } else if (behaviour instanceof Relay relay) {
      channel.config().setAutoRead(false);
      channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
      idleAfter(relay.manners().idleLimit(), pipeline);
      pipeline.addLast("relay", new RelayHandler(relay, dialler, counters));
    } else if (behaviour instanceof OpenVpn vpn) {
      idleAfter(vpn.handWindow(), pipeline);
      pipeline.addLast("openvpn", new OpenVpnHandler(vpn, counters));
    } else if (behaviour instanceof Silence silence) {
      idleAfter(silence.idleLimit(), pipeline);
      pipeline.addLast("silence", new SilenceHandler());
    } else if (behaviour instanceof Greeting greeting) {
      idleAfter(greeting.idleLimit(), pipeline);
      pipeline.addLast("greeting", new GreetingHandler(greeting.line()));
    }
    pipeline.addLast("end", new EndHandler());
  }

  private void serveTls(SocketChannel channel, TlsServer server) {
    ChannelPipeline pipeline = channel.pipeline();
    if (server.wordless()) {
      pipeline.addLast("wordless", new WordlessHandler());
    }
    pipeline.addLast(
        new TlsOrNot(
            () -> tls.of(server, channel.alloc()), server.answer().map(HttpAnswer::server)));
    server.answer().ifPresent(answer -> pipeline.addLast("http", new HttpServerCodec()));
    ChannelHandler owner =
        server.answer().<ChannelHandler>map(HttpAnswerHandler::new).orElseGet(SilenceHandler::new);
    pipeline.addLast("owner", owner);
  }

  private static void idleAfter(Duration limit, ChannelPipeline pipeline) {
    pipeline.addLast("idle", new IdleStateHandler(0, 0, limit.toMillis(), TimeUnit.MILLISECONDS));
  }
}
