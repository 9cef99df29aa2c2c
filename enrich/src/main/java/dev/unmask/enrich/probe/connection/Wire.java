package dev.unmask.enrich.probe.connection;

import dev.unmask.enrich.probe.flight.ServerFlight;
import dev.unmask.enrich.probe.flight.ServerHello;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What can be seen beneath TLS: bytes, when the first ones went out and came in, and how the
 * connection ended. The lowest handler. It closes a connection whose host has sent enough.
 */
final class Wire extends ChannelDuplexHandler {

  /** Largest read, and so the step in which the limit of bytes is kept. */
  static final int READ_SIZE = 8 * 1024;

  private static final int KEPT = 64;
  private static final Set<Integer> ALERTS_OF_TLS13 = Set.of(2 + 1 + 16, 2 + 1 + 8);

  private final Traffic traffic;
  private final RecordFraming framing = new RecordFraming(this::onContent);
  private final ServerFlight flight = new ServerFlight();
  private final TicketWatch tickets = new TicketWatch();
  private final FlightSize flightSize;
  private byte[] firstBytes = new byte[0];
  private Optional<ChannelHandlerContext> context = Optional.empty();
  private long firstWriteNanos;
  private long firstReadNanos;
  private long lastReadNanos;
  private Optional<Runnable> uninvitedWrite = Optional.empty();
  private Optional<Runnable> onAlertRecord = Optional.empty();
  private Ending ending = Ending.LOCAL;
  private boolean ended;

  Wire(Traffic traffic) {
    this.traffic = traffic;
    this.flightSize = traffic.flightSize();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = Optional.of(added);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes =
        message instanceof ByteBufHolder datagram ? datagram.content() : (ByteBuf) message;
    see(bytes);
    if (!traffic.read(bytes.readableBytes(), READ_SIZE)) {
      refuse(context, message, Ending.OVERRUN);
    } else if (!flightSize.read(bytes.readableBytes())) {
      refuse(context, message, Ending.CROWDED);
    } else if (tickets.isOn() || onAlertRecord.isPresent()) {
      deliverByRecord(context, bytes);
    } else {
      framing.see(bytes);
      context.fireChannelRead(bytes);
    }
  }

  private void refuse(ChannelHandlerContext context, Object message, Ending why) {
    ReferenceCountUtil.release(message);
    end(why);
    context.close();
  }

  /** So that it shows which record let plaintext through. */
  private void deliverByRecord(ChannelHandlerContext context, ByteBuf bytes) {
    try {
      while (bytes.isReadable()) {
        int length = framing.seeRecord(bytes, bytes.readerIndex());
        context.fireChannelRead(bytes.readRetainedSlice(length));
        if (!framing.inMidRecord()) {
          onRecord();
        }
      }
    } finally {
      bytes.release();
    }
  }

  private void onRecord() {
    if (framing.lastType() == RecordFraming.APPLICATION_DATA) {
      tickets.onRecord(framing.lastLength());
    }
    if (lastMayBeAlert()) {
      onAlertRecord.ifPresent(Runnable::run);
    }
  }

  /** In TLS 1.3 an alert is two bytes and its type, and a tag of 16 bytes or of 8. */
  private boolean lastMayBeAlert() {
    return framing.lastType() == RecordFraming.ALERT
        || (framing.lastType() == RecordFraming.APPLICATION_DATA
            && ALERTS_OF_TLS13.contains(framing.lastLength())
            && flight.hello().filter(ServerHello::choosesTls13).isPresent());
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (firstWriteNanos == 0) {
      firstWriteNanos = System.nanoTime();
    }
    traffic.sent(((ByteBuf) message).readableBytes());
    context.write(message, promise.unvoid().addListener(this::onWritten));
    uninvitedWrite.ifPresent(Runnable::run);
  }

  /** What ICMP says closes no datagram channel. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    onFailure(failure);
    context.fireExceptionCaught(failure);
    if (failure instanceof IOException && context.channel() instanceof DatagramChannel) {
      context.close();
    }
  }

  /** A failed write closes the channel, and is told nowhere else. */
  private void onWritten(Future<? super Void> written) {
    if (!written.isSuccess() && !(written.cause() instanceof ClosedChannelException)) {
      onFailure(written.cause());
    }
  }

  private void onFailure(Throwable failure) {
    if (failure instanceof IOException broken) {
      end(ending(broken));
    }
  }

  private static Ending ending(IOException failure) {
    if (failure instanceof PortUnreachableException) {
      return Ending.UNREACHABLE;
    }
    return isReset(failure) ? Ending.RESET : Ending.LOCAL;
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    end(Ending.LOCAL);
    context.close(promise);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(Ending.CLOSED);
    flightSize.closed();
    context.fireChannelInactive();
  }

  /** Writes bytes as they are. */
  void send(byte[] bytes) {
    traffic.sent(bytes.length);
    context.ifPresent(beneath -> beneath.writeAndFlush(Unpooled.wrappedBuffer(bytes)));
  }

  /** Sends what was written so far. */
  void flush() {
    context.ifPresent(ChannelHandlerContext::flush);
  }

  /** Closes the connection at once, without the ceremony of what lies above. */
  void reset() {
    end(Ending.LOCAL);
    context.ifPresent(ChannelHandlerContext::close);
  }

  /** Runs a task whenever something is written from above, until told otherwise. */
  void onUninvitedWrite(Runnable task) {
    uninvitedWrite = Optional.of(task);
  }

  void expectWrites() {
    uninvitedWrite = Optional.empty();
  }

  /** Runs a task behind each record that may be an alert and that the engine did not refuse. */
  void onAlertRecord(Runnable task) {
    onAlertRecord = Optional.of(task);
  }

  void expectNoAlert() {
    onAlertRecord = Optional.empty();
  }

  Ending ending() {
    return ending;
  }

  byte[] firstBytes() {
    return firstBytes;
  }

  /** 0 before it. */
  long firstWriteNanos() {
    return firstWriteNanos;
  }

  /** 0 before it. */
  long firstReadNanos() {
    return firstReadNanos;
  }

  /** 0 before the first read. */
  long lastReadNanos() {
    return lastReadNanos;
  }

  /** Whether the peer has begun a TLS record that it has not ended. */
  boolean inMidRecord() {
    return framing.inMidRecord();
  }

  /**
   * Whether the peer's last record carried the handshake protocol in clear sight (RFC 5246 6.2.1).
   */
  boolean lastWasHandshake() {
    return framing.lastType() == RecordFraming.HANDSHAKE;
  }

  FlightSize flightSize() {
    return flightSize;
  }

  /** What the server's handshake shows in clear. */
  ServerFlight flight() {
    return flight;
  }

  /** What came after Finished, up to the first plaintext. */
  TicketWatch tickets() {
    return tickets;
  }

  private void onContent(int type, ByteBuf bytes) {
    switch (type) {
      case RecordFraming.HANDSHAKE -> flight.onHandshake(bytes);
      case RecordFraming.CHANGE_CIPHER_SPEC -> flight.onChangeCipherSpec();
      case RecordFraming.APPLICATION_DATA -> flight.onEncrypted();
      default -> {}
    }
  }

  private void see(ByteBuf bytes) {
    lastReadNanos = System.nanoTime();
    if (firstReadNanos == 0) {
      firstReadNanos = System.nanoTime();
      firstBytes = new byte[Math.min(KEPT, bytes.readableBytes())];
      bytes.getBytes(bytes.readerIndex(), firstBytes);
    } else if (firstBytes.length < KEPT) {
      int more = Math.min(KEPT - firstBytes.length, bytes.readableBytes());
      int had = firstBytes.length;
      firstBytes = Arrays.copyOf(firstBytes, had + more);
      bytes.getBytes(bytes.readerIndex(), firstBytes, had, more);
    }
  }

  /** The first reason counts. */
  private void end(Ending how) {
    if (!ended) {
      ended = true;
      ending = how;
    }
  }

  /** The JDK says "Connection reset", epoll "Connection reset by peer", "Broken pipe" a write. */
  private static boolean isReset(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("reset") || message.contains("broken pipe");
  }
}
