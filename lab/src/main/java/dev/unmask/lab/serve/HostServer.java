package dev.unmask.lab.serve;

import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.LabHost;
import dev.unmask.lab.scenario.LabScenario;
import dev.unmask.lab.scenario.OpenVpn;
import dev.unmask.lab.scenario.TlsServer;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sockets of all hosts. TLS ports are listened on once, for all addresses. Any other port is
 * listened on by each host that has it, at its own address, since a listener for all could not
 * refuse those who knock at the others. From start to close once; the event loops are its own.
 */
public final class HostServer implements AutoCloseable {
  private static final int SHUTDOWN_SECONDS = 5;

  /** At one host's port nobody queues. */
  private static final int BACKLOG_OF_ONE_HOST = 64;

  private final LabScenario scenario;
  private final TlsContexts contexts;
  private final Reception reception;
  private final Transport transport;
  private final LabCounters counters;
  private final EventLoopGroup eventLoops;
  private final int backlog;

  /**
   * @param threads event loops
   * @param backlog of each TLS port: connections that wait to be accepted
   */
  public HostServer(
      LabScenario scenario, LabPki pki, LabCounters counters, int threads, int backlog) {
    this.scenario = scenario;
    this.backlog = backlog;
    this.counters = counters;
    this.transport = Transport.best();
    this.contexts = new TlsContexts(pki);
    this.reception =
        new Reception(
            byAddress(scenario.everyoneAtFirst()),
            new TlsHandlers(contexts),
            new OriginDialler(transport),
            counters);
    this.eventLoops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("lab", true), transport.io());
  }

  private static Map<InetAddress, LabHost> byAddress(Stream<LabHost> hosts) {
    return hosts.collect(Collectors.toUnmodifiableMap(LabHost::address, Function.identity()));
  }

  /** How many sockets {@link #start} opens. */
  public static int listeners(LabScenario scenario) {
    return (int) (addresses(scenario).count() + vpnsOverUdp(scenario).count());
  }

  /**
   * Opens all ports.
   *
   * @throws IOException if one cannot be opened; then none is left open
   */
  public void start() throws IOException {
    contexts.make(
        Stream.concat(scenario.everyone(), scenario.former().stream())
            .flatMap(host -> host.ports().values().stream())
            .filter(TlsServer.class::isInstance)
            .map(TlsServer.class::cast));
    Map<InetSocketAddress, ChannelFuture> bound = new LinkedHashMap<>();
    addresses(scenario).forEach(address -> bound.put(address, bind(address)));
    finish(bound);
    bound.clear();
    vpnsOverUdp(scenario).forEach(host -> bound.put(vpnPort(host), bindVpn(host)));
    finish(bound);
  }

  /** Hosts that change their certificate do so, for connections to come. */
  public void change() {
    reception.receiveFor(byAddress(scenario.everyone()));
  }

  private void finish(Map<InetSocketAddress, ChannelFuture> bound) throws IOException {
    for (Map.Entry<InetSocketAddress, ChannelFuture> each : bound.entrySet()) {
      if (!each.getValue().awaitUninterruptibly().isSuccess()) {
        close();
        throw cannotListen(each.getKey(), each.getValue().cause());
      }
    }
  }

  private static IOException cannotListen(InetSocketAddress address, Throwable cause) {
    String where = address.getAddress().getHostAddress() + ":" + address.getPort();
    return new IOException("the lab cannot listen on " + where + ": " + cause.getMessage(), cause);
  }

  private static Stream<InetSocketAddress> addresses(LabScenario scenario) {
    List<Integer> shared = List.of(scenario.ports().https(), scenario.ports().ldaps());
    Stream<InetSocketAddress> own =
        scenario
            .everyone()
            .flatMap(
                host ->
                    host.ports().keySet().stream()
                        .filter(port -> !shared.contains(port))
                        .map(port -> new InetSocketAddress(host.address(), port)));
    return Stream.concat(shared.stream().map(InetSocketAddress::new), own);
  }

  /**
   * One socket each, at its own address: an answer from a socket for all would leave from
   * 127.0.0.1.
   */
  private static Stream<LabHost> vpnsOverUdp(LabScenario scenario) {
    return scenario.everyone().filter(host -> host.vpnOverUdp().isPresent());
  }

  private InetSocketAddress vpnPort(LabHost host) {
    return new InetSocketAddress(host.address(), scenario.ports().vpn());
  }

  private ChannelFuture bindVpn(LabHost host) {
    OpenVpn vpn = host.vpnOverUdp().orElseThrow();
    return new Bootstrap()
        .group(eventLoops)
        .channelFactory(transport.datagrams())
        .handler(new OpenVpnDatagramHandler(vpn, counters))
        .bind(vpnPort(host));
  }

  private ChannelFuture bind(InetSocketAddress address) {
    int queue = address.getAddress().isAnyLocalAddress() ? backlog : BACKLOG_OF_ONE_HOST;
    return new ServerBootstrap()
        .group(eventLoops)
        .channelFactory(transport.servers())
        .option(ChannelOption.SO_BACKLOG, queue)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(reception)
        .bind(address);
  }

  /** Closes every connection and port, and frees what BoringSSL holds. */
  @Override
  public void close() {
    eventLoops
        .shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
    contexts.close();
  }
}
