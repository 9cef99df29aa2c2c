package dev.unmask.enrich.probe.connection;

import dev.unmask.enrich.probe.flight.ServerFlight;
import dev.unmask.enrich.probe.flight.ServerHello;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One connection to a host, from established to closed, or a UDP socket that hears one port of it
 * alone. Used on its event loop only; closed by RST, so that a scanner's ports do not fill with
 * TIME_WAIT.
 */
public final class Connection {

  private static final String EXCHANGE = "exchange";
  private static final long MOMENT_NANOS = 500_000_000;

  private final Channel channel;
  private final Wire wire;
  private final Deadline deadline;
  private final long connectNanos;

  Connection(Channel channel, Wire wire, Deadline deadline, long connectNanos) {
    this.channel = channel;
    this.wire = wire;
    this.deadline = deadline;
    this.connectNanos = connectNanos;
  }

  /** SYN to established. */
  public long connectNanos() {
    return connectNanos;
  }

  /** First byte sent to first byte received; empty before there is one. */
  public OptionalLong firstFlightNanos() {
    return wire.firstReadNanos() == 0
        ? OptionalLong.empty()
        : OptionalLong.of(wire.firstReadNanos() - wire.firstWriteNanos());
  }

  /** Nanoseconds since the first byte was sent. */
  public long sinceFirstWriteNanos() {
    return wire.firstWriteNanos() == 0 ? 0 : System.nanoTime() - wire.firstWriteNanos();
  }

  /** The first bytes that the peer sent, as they came, at most 64. */
  public byte[] firstBytes() {
    return wire.firstBytes();
  }

  /** What the server's handshake has shown in clear so far. */
  public ServerFlight flight() {
    return wire.flight();
  }

  /**
   * Its handshake is done. The server gets our Finished before anything else happens, a reset too.
   *
   * @param onLoop by an engine that reads records on the event loop: then it shows which of those
   *     that come now are session tickets
   */
  public void handshakeDone(boolean onLoop) {
    wire.flightSize().handshakeDone();
    if (!onLoop) {
      return;
    }
    wire.flush();
    if (flight().hello().filter(ServerHello::choosesTls13).isPresent()) {
      wire.tickets().begin();
    }
  }

  /** Session tickets that have shown themselves so far, in order. */
  public List<SeenTicket> tickets() {
    List<SeenTicket> seen = new ArrayList<>();
    flight()
        .ticket()
        .map(
            clear ->
                new SeenTicket(OptionalLong.of(clear.lifetimeSeconds()), clear.length(), false))
        .ifPresent(seen::add);
    wire.tickets().lengths().stream()
        .map(length -> new SeenTicket(OptionalLong.empty(), length, true))
        .forEach(seen::add);
    return seen;
  }

  /** Whether the peer has begun a TLS record that it has not ended. */
  public boolean inMidRecord() {
    return wire.inMidRecord();
  }

  /** Whether that record was still coming a moment ago, which is no sign that it does not end. */
  public boolean isRecordComing() {
    return wire.inMidRecord() && System.nanoTime() - wire.lastReadNanos() < MOMENT_NANOS;
  }

  /** How it ended; meaningful once {@link #isOpen()} is false. */
  public Ending ending() {
    return wire.ending();
  }

  public boolean isOpen() {
    return channel.isActive();
  }

  /** The netty channel, for what puts TLS into its pipeline. */
  public Channel channel() {
    return channel;
  }

  /**
   * Begins an exchange, in place of one that may be there. Its time is over after {@code within},
   * or at the host's deadline if that is earlier.
   */
  public void attach(Exchange exchange, Duration within) {
    detach();
    if (!channel.isActive()) {
      exchange.onEnd(wire.ending());
      return;
    }
    ExchangeHandler handler =
        new ExchangeHandler(exchange, wire, channel.eventLoop(), deadline.atMost(within));
    channel.pipeline().addLast(EXCHANGE, handler);
    byUs(() -> {});
  }

  /** Gives the exchange another deadline, so far from now, or the host's if that is earlier. */
  public void extend(Duration within) {
    exchange().ifPresent(present -> present.reschedule(deadline.atMost(within)));
  }

  /** Ends the exchange: it hears nothing more. */
  public void detach() {
    ChannelHandler present = channel.pipeline().get(EXCHANGE);
    if (present != null) {
      channel.pipeline().remove(present);
    }
  }

  /** Sends bytes, encrypted where there is TLS. */
  public void send(byte[] bytes) {
    byUs(() -> channel.writeAndFlush(Unpooled.wrappedBuffer(bytes)));
  }

  /** Sends bytes and FIN behind them, where there is no TLS; what comes is still read. */
  public void sendLast(byte[] bytes) {
    channel
        .writeAndFlush(Unpooled.wrappedBuffer(bytes))
        .addListener(
            sent -> {
              if (sent.isSuccess() && channel instanceof DuplexChannel both) {
                both.shutdownOutput();
              }
            });
  }

  /** Sends bytes as they are, straight to the socket beneath TLS. */
  public void sendBeneath(byte[] bytes) {
    wire.send(bytes);
  }

  /** Sends a close_notify, and goes on reading. */
  public void sendCloseNotify() {
    byUs(
        () -> {
          SslHandler tls = channel.pipeline().get(SslHandler.class);
          if (tls != null) {
            tls.closeOutbound();
            exchange().ifPresent(ExchangeHandler::goodbyeSaid);
          }
          CloseNotifier other = channel.pipeline().get(CloseNotifier.class);
          if (other != null) {
            other.sendCloseNotify();
          }
        });
  }

  /** What netty's handler writes, it writes before it returns; another one writes when it can. */
  private void byUs(Runnable writes) {
    wire.expectWrites();
    writes.run();
    if (channel.pipeline().get(SslHandler.class) != null) {
      exchange().ifPresent(ExchangeHandler::watchWrites);
    }
  }

  private Optional<ExchangeHandler> exchange() {
    return Optional.ofNullable(channel.pipeline().get(ExchangeHandler.class));
  }

  /** Closes it at once, by RST. */
  public void reset() {
    detach();
    wire.reset();
  }
}
