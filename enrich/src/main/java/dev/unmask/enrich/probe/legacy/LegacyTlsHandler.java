package dev.unmask.enrich.probe.legacy;

import dev.unmask.enrich.probe.connection.CloseNotifier;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsClientProtocol;

/**
 * BouncyCastle's non-blocking TLS as a netty handler: ciphertext below, plaintext above, and the
 * events of netty's own SslHandler. It computes where its executor says, which is not the event
 * loop: a modular exponentiation of 4,096 bits takes long.
 */
final class LegacyTlsHandler extends ChannelDuplexHandler implements CloseNotifier {

  private final Protocol protocol = new Protocol();
  private final LegacyClient client;
  private State state = State.HANDSHAKING;
  private Optional<ChannelHandlerContext> added = Optional.empty();

  private enum State {
    HANDSHAKING,
    OPEN,
    FAILED
  }

  LegacyTlsHandler(LegacyClient client) {
    this.client = client;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    added = Optional.of(context);
    advance(context, () -> protocol.connect(client));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    byte[] bytes = ByteBufUtil.getBytes((ByteBuf) message);
    ReferenceCountUtil.release(message);
    if (state != State.FAILED) {
      advance(context, () -> protocol.offerInput(bytes));
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    byte[] bytes = ByteBufUtil.getBytes((ByteBuf) message);
    ReferenceCountUtil.release(message);
    advance(context, () -> protocol.writeApplicationData(bytes, 0, bytes.length));
    promise.trySuccess();
  }

  @Override
  public void sendCloseNotify() {
    added.ifPresent(
        context -> context.executor().execute(() -> advance(context, protocol::sayGoodbye)));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (state == State.HANDSHAKING) {
      fail(context, new ClosedChannelException());
    }
    context.fireChannelInactive();
  }

  private void advance(ChannelHandlerContext context, Step step) {
    try {
      step.run();
      drain(context);
      announce(context);
      deliver(context);
    } catch (IOException | RuntimeException failure) {
      drain(context);
      fail(context, failure);
    }
  }

  private void announce(ChannelHandlerContext context) {
    if (state == State.HANDSHAKING && protocol.isConnected()) {
      state = State.OPEN;
      context.fireUserEventTriggered(SslHandshakeCompletionEvent.SUCCESS);
    }
  }

  private void deliver(ChannelHandlerContext context) {
    int available = protocol.getAvailableInputBytes();
    if (available > 0) {
      byte[] plain = new byte[available];
      protocol.readInput(plain, 0, available);
      context.fireChannelRead(Unpooled.wrappedBuffer(plain));
    }
    if (state == State.OPEN && protocol.isClosed()) {
      context.fireUserEventTriggered(SslCloseCompletionEvent.SUCCESS);
    }
  }

  private void drain(ChannelHandlerContext context) {
    int available = protocol.getAvailableOutputBytes();
    if (available > 0) {
      byte[] cipher = new byte[available];
      protocol.readOutput(cipher, 0, available);
      context.writeAndFlush(Unpooled.wrappedBuffer(cipher));
    }
  }

  private void fail(ChannelHandlerContext context, Exception failure) {
    State before = state;
    state = State.FAILED;
    SSLException told = new SSLException(String.valueOf(failure.getMessage()), failure);
    if (before == State.HANDSHAKING) {
      context.fireUserEventTriggered(new SslHandshakeCompletionEvent(told));
    } else if (before == State.OPEN) {
      context.fireExceptionCaught(told);
    }
  }

  /** BouncyCastle's own close() does not read on, and so never hears an answer. */
  private static final class Protocol extends TlsClientProtocol {
    void sayGoodbye() throws IOException {
      raiseAlertWarning(AlertDescription.close_notify, "close_notify");
    }
  }

  private interface Step {
    void run() throws IOException;
  }
}
