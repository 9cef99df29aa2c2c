package dev.unmask.lab.serve;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Beneath a TLS server that closes without a word where others send an alert, as Python's asyncio
 * does: what it writes while it handles a read goes out when it has done so, unless it has closed
 * the connection by then.
 */
final class WordlessHandler extends ChannelDuplexHandler {
  private final Queue<Write> held = new ArrayDeque<>();
  private boolean handling;

  private record Write(Object message, ChannelPromise promise) {
    void drop() {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    handling = true;
    ctx.fireChannelRead(message);
    handling = false;
    if (!held.isEmpty()) {
      held.forEach(write -> ctx.write(write.message, write.promise));
      held.clear();
      ctx.flush();
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (handling) {
      held.add(new Write(message, promise));
    } else {
      ctx.write(message, promise);
    }
  }

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    held.forEach(Write::drop);
    held.clear();
    ctx.close(promise);
  }
}
