package dev.unmask.enrich.probe.tls;

import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.Printable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Waits above a TLS layer for the end of its handshake, and then goes. The end is told once: the
 * first of completion, failure, closure and deadline.
 */
public final class HandshakeHandler extends ChannelInboundHandlerAdapter {

  private final Connection connection;
  private final Duration within;
  private Optional<Consumer<HandshakeEnd>> waiting;
  private Optional<Future<?>> deadline = Optional.empty();

  public HandshakeHandler(Connection connection, Duration within, Consumer<HandshakeEnd> waiting) {
    this.connection = connection;
    this.within = within;
    this.waiting = Optional.of(waiting);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    deadline =
        Optional.of(
            context
                .executor()
                .schedule(
                    () -> end(context, HandshakeEnd.timeout()),
                    within.toNanos(),
                    TimeUnit.NANOSECONDS));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent completion) {
      end(
          context,
          completion.isSuccess()
              ? HandshakeEnd.success()
              : HandshakeEnd.failure(completion.cause(), connection));
    }
  }

  /** The completion event tells the same, and comes too. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {}

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(
        context,
        new HandshakeEnd(
            connection.ending().outcome(),
            Printable.detail("during the handshake"),
            OptionalInt.empty()));
  }

  private void end(ChannelHandlerContext context, HandshakeEnd end) {
    Optional<Consumer<HandshakeEnd>> told = waiting;
    waiting = Optional.empty();
    deadline.ifPresent(timer -> timer.cancel(false));
    told.ifPresent(
        then -> {
          if (end.outcome() == Outcome.SUCCESS) {
            context.pipeline().remove(this);
          }
          then.accept(end);
        });
  }
}
