package dev.unmask.enrich.probe.resumption;

import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.tls.OneSession;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a connection until a session has come of it: TLS 1.3 gives tickets after the handshake (RFC
 * 8446 4.6.1), a round trip later or so. The engine keeps what comes by itself. Closes the
 * connection then, and tells it once, on the event loop.
 *
 * <p>A close_notify draws the tickets out: BoringSSL sends them with the first data that it writes,
 * which is its own close where it is asked nothing. By TLS 1.3 ours ends only what we write (RFC
 * 8446 6.1). It is sent when half of the time is over: whoever gives tickets by itself, through a
 * relay that hangs up at it, has given them by then.
 */
final class TicketWait extends ChannelInboundHandlerAdapter {

  private static final String TLS_1_3 = "TLSv1.3";
  private static final Duration LEAST = Duration.ofMillis(300);
  private static final Duration MOST = Duration.ofSeconds(2);

  private final Connection connection;
  private final OneSession session;
  private final String protocol;
  private final Duration within;
  private final Runnable then;
  private Optional<Future<?>> deadline = Optional.empty();
  private Optional<Future<?>> goodbye = Optional.empty();
  private boolean done;

  private TicketWait(
      Connection connection, OneSession session, Handshake handshake, Runnable then) {
    this.connection = connection;
    this.session = session;
    this.protocol = handshake.session().map(Handshake.Session::protocol).orElse("");
    this.within = time(handshake);
    this.then = then;
  }

  /**
   * Begins, where the handshake was completed; the end may come at once. By TLS 1.2 there is
   * nothing to wait for.
   */
  static void after(Handshake handshake, OneSession session, Runnable then) {
    handshake
        .connection()
        .ifPresentOrElse(open -> new TicketWait(open, session, handshake, then).begin(), then);
  }

  private void begin() {
    if (!protocol.equals(TLS_1_3) || session.isHeld(protocol) || !connection.isOpen()) {
      end();
    } else {
      connection.channel().pipeline().addLast(this);
    }
  }

  /** The handshake took a round trip at least, and through a relay all of it. */
  private static Duration time(Handshake handshake) {
    Duration taken = Duration.ofNanos(handshake.timings().handshake().orElse(0));
    Duration wait = LEAST.plus(taken);
    return wait.compareTo(MOST) < 0 ? wait : MOST;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    deadline =
        Optional.of(context.executor().schedule(this::end, within.toNanos(), TimeUnit.NANOSECONDS));
    goodbye =
        Optional.of(
            context
                .executor()
                .schedule(connection::sendCloseNotify, within.toNanos() / 2, TimeUnit.NANOSECONDS));
  }

  /** Whatever the server says unasked: we did not come to hear it. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (session.isHeld(protocol)) {
      end();
    }
  }

  /** The connection ends too, then. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    end();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end();
  }

  private void end() {
    if (!done) {
      done = true;
      deadline.ifPresent(timer -> timer.cancel(false));
      goodbye.ifPresent(timer -> timer.cancel(false));
      connection.reset();
      then.run();
    }
  }
}
