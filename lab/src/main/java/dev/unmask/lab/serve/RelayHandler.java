package dev.unmask.lab.serve;

import dev.unmask.lab.scenario.Behaviour.AfterHandshake;
import dev.unmask.lab.scenario.Behaviour.Dial;
import dev.unmask.lab.scenario.Behaviour.Relay;
import dev.unmask.lab.serve.RelayState.AwaitingHello;
import dev.unmask.lab.serve.RelayState.Dialling;
import dev.unmask.lab.serve.RelayState.Ended;
import dev.unmask.lab.serve.RelayState.Forwarding;
import dev.unmask.lab.serve.RelayState.Handshaking;
import dev.unmask.lab.serve.RelayState.Holding;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * The client's side of a relay.
 *
 * <pre>
 *   AwaitingHello ----(first record complete)----.
 *        ^                                       v                                       .--FORWARD--> Forwarding
 *   AFTER_HELLO &lt;-- accept --AT_ACCEPT--> Dialling --connected--> Handshaking --Finished-+--HOLD-----> Holding
 *                                                                            both ways   '--CLOSE----> Ended
 *   any, when a side closes or the dial fails: Ended (Holding, which has lost its origin, when the client closes)
 * </pre>
 *
 * <p>One read at a time: no side is read before the other has taken what came, so a connection
 * costs one buffer. What the client sends behind its Finished is swallowed from the first byte on,
 * unless everything is forwarded. All on one event loop.
 */
final class RelayHandler extends ChannelInboundHandlerAdapter {
  private final Relay manner;
  private final OriginDialler dialler;
  private final LabCounters counters;
  private RelayState state = new AwaitingHello(Unpooled.EMPTY_BUFFER);

  RelayHandler(Relay manner, OriginDialler dialler, LabCounters counters) {
    this.manner = manner;
    this.dialler = dialler;
    this.counters = counters;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    if (manner.dial() == Dial.AT_ACCEPT) {
      dial(ctx, Unpooled.EMPTY_BUFFER);
    } else {
      state = new AwaitingHello(ctx.alloc().buffer(FirstRecord.USUAL_LENGTH));
      ctx.read();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    ByteBuf bytes = (ByteBuf) msg;
    if (state instanceof AwaitingHello awaiting) {
      onHello(ctx, awaiting.received(), bytes);
    } else if (state instanceof Handshaking handshaking) {
      onClientHandshake(ctx, handshaking, bytes);
    } else if (state instanceof Forwarding forwarding) {
      pass(bytes, forwarding.origin(), ctx.channel());
    } else {
      bytes.release();
    }
  }

  /** The origin has sent something. Takes over the bytes. */
  void onOriginBytes(ChannelHandlerContext ctx, Channel origin, ByteBuf bytes) {
    if (state instanceof Handshaking handshaking) {
      handshaking.fromOrigin().follow(bytes);
      pass(bytes, ctx.channel(), origin);
      endHandshake(ctx, handshaking);
    } else if (state instanceof Forwarding) {
      pass(bytes, ctx.channel(), origin);
    } else {
      bytes.release();
    }
  }

  /** The origin has gone: so does the client, unless it is held. */
  void onOriginClosed(ChannelHandlerContext ctx) {
    if (state instanceof Handshaking || state instanceof Forwarding) {
      state = new Ended();
      closeWhenFlushed(ctx.channel());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    RelayState last = state;
    state = new Ended();
    if (last instanceof AwaitingHello awaiting) {
      awaiting.received().release();
    } else if (last instanceof Dialling dialling) {
      dialling.received().release();
    } else if (last instanceof Handshaking handshaking) {
      closeWhenFlushed(handshaking.origin());
    } else if (last instanceof Forwarding forwarding) {
      closeWhenFlushed(forwarding.origin());
    } else if (last instanceof Holding) {
      counters.onReleased();
    }
    ctx.fireChannelInactive();
  }

  private void onHello(ChannelHandlerContext ctx, ByteBuf received, ByteBuf bytes) {
    received.writeBytes(bytes);
    bytes.release();
    if (FirstRecord.isComplete(received)) {
      dial(ctx, received);
    } else {
      ctx.read();
    }
  }

  private void dial(ChannelHandlerContext ctx, ByteBuf received) {
    state = new Dialling(received);
    OriginHandler originSide = new OriginHandler(this, ctx, counters);
    dialler
        .dial(ctx.channel(), manner.origin(), originSide)
        .addListener((ChannelFutureListener) dialled -> onDialled(ctx, dialled));
  }

  private void onDialled(ChannelHandlerContext ctx, ChannelFuture dialled) {
    Channel origin = dialled.channel();
    if (!(state instanceof Dialling dialling) || !dialled.isSuccess()) {
      origin.close();
      ctx.close();
      return;
    }
    Handshaking handshaking =
        new Handshaking(origin, new HandshakeRecords(), new HandshakeRecords());
    state = handshaking;
    origin.read();
    onClientHandshake(ctx, handshaking, dialling.received());
  }

  private void onClientHandshake(
      ChannelHandlerContext ctx, Handshaking handshaking, ByteBuf bytes) {
    int handshake = handshaking.fromClient().follow(bytes);
    if (manner.after() != AfterHandshake.FORWARD) {
      bytes.writerIndex(bytes.readerIndex() + handshake);
    }
    pass(bytes, handshaking.origin(), ctx.channel());
    endHandshake(ctx, handshaking);
  }

  /** Writes to one side, and reads on from the other once that has been taken. */
  private static void pass(ByteBuf bytes, Channel to, Channel from) {
    to.writeAndFlush(bytes)
        .addListener(
            written -> {
              if (written.isSuccess()) {
                from.read();
              } else {
                from.close();
              }
            });
  }

  private void endHandshake(ChannelHandlerContext ctx, Handshaking handshaking) {
    if (state != handshaking || !handshaking.over()) {
      return;
    }
    counters.onRelayed();
    switch (manner.after()) {
      case FORWARD -> state = new Forwarding(handshaking.origin());
      case HOLD -> hold(ctx, handshaking.origin());
      case CLOSE -> {
        state = new Ended();
        closeWhenFlushed(handshaking.origin());
        closeWhenFlushed(ctx.channel());
      }
    }
  }

  private void hold(ChannelHandlerContext ctx, Channel origin) {
    state = new Holding();
    counters.onHeld();
    closeWhenFlushed(origin);
    ctx.channel().config().setAutoRead(true);
  }

  private static void closeWhenFlushed(Channel channel) {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }
}
