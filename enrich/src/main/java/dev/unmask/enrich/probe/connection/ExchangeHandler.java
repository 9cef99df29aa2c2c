package dev.unmask.enrich.probe.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Tells an exchange, in its own words, what happens on a channel. The topmost handler. */
final class ExchangeHandler extends ChannelInboundHandlerAdapter {

  private static final Duration LATE = Duration.ofMillis(50);
  private static final Duration TO_READ = Duration.ofMillis(50);

  private final Exchange exchange;
  private final Wire wire;
  private final EventLoop loop;
  private Future<?> deadline;
  private boolean removed;
  private boolean saidGoodbye;

  ExchangeHandler(Exchange exchange, Wire wire, EventLoop loop, Duration within) {
    this.exchange = exchange;
    this.wire = wire;
    this.loop = loop;
    this.deadline = schedule(within);
  }

  void reschedule(Duration within) {
    deadline.cancel(false);
    deadline = schedule(within);
  }

  private Future<?> schedule(Duration within) {
    Deadline due = Deadline.in(within);
    return loop.schedule(() -> onDeadline(due), within.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** If our own timers are late, what came meanwhile is still to be read: then that comes first. */
  private void onDeadline(Deadline due) {
    if (due.late().compareTo(LATE) > 0) {
      deadline =
          loop.schedule(() -> tell(exchange::onDeadline), TO_READ.toNanos(), TimeUnit.NANOSECONDS);
    } else {
      tell(exchange::onDeadline);
    }
  }

  /** From now on nothing of ours is being written. */
  void watchWrites() {
    wire.onUninvitedWrite(() -> loop.execute(this::uninvitedWrite));
  }

  /**
   * From now on a close_notify of the peer's is known by its record: once ours is sent, netty calls
   * a connection closed at whatever comes next, a session ticket too.
   */
  void goodbyeSaid() {
    saidGoodbye = true;
    wire.onAlertRecord(() -> tell(exchange::onCloseNotify));
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    removed = true;
    wire.expectWrites();
    wire.expectNoAlert();
    deadline.cancel(false);
  }

  /**
   * Our TLS engine wrote of its own accord. It answers a close_notify, which has been told by now;
   * or it raised an alert over what it received, which netty's BoringSSL engine keeps to itself.
   */
  private void uninvitedWrite() {
    if (removed) {
      return;
    }
    if (wire.lastWasHandshake()) {
      tell(exchange::onRenegotiation);
    } else {
      tell(() -> exchange.onUndecryptable("our engine raised an alert over what came"));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    wire.tickets().onPlaintext();
    try {
      byte[] bytes = ByteBufUtil.getBytes((ByteBuf) message);
      tell(() -> exchange.onBytes(bytes));
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!saidGoodbye && event instanceof SslCloseCompletionEvent close && close.isSuccess()) {
      tell(exchange::onCloseNotify);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    OptionalInt alert = PeerAlert.in(failure);
    if (alert.isPresent()) {
      tell(() -> exchange.onAlert(alert.getAsInt()));
    } else if (wire.lastWasHandshake() && EngineComplaint.isOfRenegotiation(failure)) {
      tell(exchange::onRenegotiation);
    } else if (EngineComplaint.isOfFlood(failure)) {
      tell(() -> exchange.onFlood(Printable.detail(failure)));
    } else if (failure instanceof DecoderException || failure instanceof SSLException) {
      tell(() -> exchange.onUndecryptable(Printable.detail(failure)));
    } else if (!(failure instanceof IOException)) {
      tell(() -> exchange.onFailure(failure));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    tell(() -> exchange.onEnd(wire.ending()));
  }

  private void tell(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException | Error ours) {
      exchange.onFailure(ours);
    }
  }
}
