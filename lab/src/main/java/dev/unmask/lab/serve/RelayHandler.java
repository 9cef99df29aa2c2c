package dev.unmask.lab.serve;

import static dev.unmask.lab.serve.Flow.closeWhenFlushed;
import static dev.unmask.lab.serve.Flow.pass;
import static dev.unmask.lab.serve.Flow.shutdownWhenFlushed;

import dev.unmask.lab.scenario.Behaviour.Relay;
import dev.unmask.lab.scenario.Opening;
import dev.unmask.lab.scenario.Opening.Dial;
import dev.unmask.lab.scenario.Opening.Patience;
import dev.unmask.lab.scenario.RelayManners;
import dev.unmask.lab.scenario.RelayManners.AfterHandshake;
import dev.unmask.lab.scenario.RelayManners.ClientFin;
import dev.unmask.lab.serve.RelayState.Dialling;
import dev.unmask.lab.serve.RelayState.Ended;
import dev.unmask.lab.serve.RelayState.Forwarding;
import dev.unmask.lab.serve.RelayState.Handshaking;
import dev.unmask.lab.serve.RelayState.Holding;
import dev.unmask.lab.serve.RelayState.Reading;
import dev.unmask.lab.serve.RelayState.Switched;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.net.InetSocketAddress;

/**
 * The client's side of a relay.
 *
 * <pre>
 *   Reading ----(enough, or out of patience)----.
 *      ^                                        v                                       .--FORWARD--> Forwarding
 *   others &lt;-- accept --AT_ACCEPT------> Dialling --connected--> Handshaking --Finished-+--HOLD-----> Holding
 *      |                                                                     both ways  +--SWITCH---> Switched
 *      '--(OpenVPN)--> its handler                                                      '--CLOSE----> Ended
 *   any, when a side closes or the dial fails: Ended (Holding and Switched, which have lost their
 *   origin, when the client closes)
 * </pre>
 *
 * <p>One read at a time: no side is read before the other has taken what came, so a connection
 * costs one buffer. (Bytes that came with a FIN are read with it.) What the client sends behind its
 * Finished is swallowed from the first byte on, unless everything is forwarded. All on one event
 * loop.
 */
final class RelayHandler extends ChannelInboundHandlerAdapter {
  private final Relay relay;
  private final RelayManners manners;
  private final Sorter sorter;
  private final Leg leg;
  private final OriginDialler dialler;
  private final LabCounters counters;
  private RelayState state = new Reading(Unpooled.EMPTY_BUFFER);

  RelayHandler(Relay relay, OriginDialler dialler, LabCounters counters) {
    this.relay = relay;
    this.manners = relay.manners();
    this.sorter = new Sorter(relay);
    this.leg = new Leg(manners.leg());
    this.dialler = dialler;
    this.counters = counters;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    manners.totalLimit().ifPresent(limit -> Timer.start(ctx.channel(), limit, ctx::close));
    Opening opening = manners.opening();
    if (opening.dial() == Dial.AT_ACCEPT) {
      dial(ctx, ctx.alloc().buffer(0), relay.origin());
    } else {
      state = new Reading(ctx.alloc().buffer(ClientHello.USUAL_LENGTH));
      wait(ctx, opening.patience());
      ctx.read();
    }
  }

  private void wait(ChannelHandlerContext ctx, Patience patience) {
    if (patience instanceof Patience.Closes closes) {
      Timer.start(ctx.channel(), closes.after(), () -> giveUp(ctx, patience));
    } else if (patience instanceof Patience.Dials dials) {
      Timer.start(ctx.channel(), dials.after(), () -> giveUp(ctx, patience));
    }
  }

  private void giveUp(ChannelHandlerContext ctx, Patience patience) {
    if (state instanceof Reading reading) {
      follow(ctx, sorter.giveUp(patience), reading.received());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    ByteBuf bytes = (ByteBuf) msg;
    if (state instanceof Reading reading) {
      append(bytes, reading.received());
      follow(ctx, sorter.sort(reading.received()), reading.received());
    } else if (state instanceof Dialling dialling) {
      append(bytes, dialling.received());
    } else if (state instanceof Handshaking handshaking) {
      onClientHandshake(ctx, handshaking, bytes);
    } else if (state instanceof Forwarding forwarding) {
      pass(bytes, forwarding.origin(), ctx.channel());
    } else if (state instanceof Switched) {
      bytes.release();
      ctx.writeAndFlush(OwnProtocol.record(ctx.alloc()));
    } else {
      bytes.release();
    }
  }

  private static void append(ByteBuf bytes, ByteBuf received) {
    received.writeBytes(bytes);
    bytes.release();
  }

  private void follow(ChannelHandlerContext ctx, Decision decision, ByteBuf received) {
    if (decision instanceof Decision.Wait) {
      ctx.read();
    } else if (decision instanceof Decision.Dial dial) {
      dial(ctx, received, dial.target());
    } else if (decision instanceof Decision.ToVpn) {
      toVpn(ctx, received);
    } else if (decision instanceof Decision.Say say) {
      ctx.writeAndFlush(say.bytes()).addListener(ChannelFutureListener.CLOSE);
    } else {
      ctx.close();
    }
  }

  private void toVpn(ChannelHandlerContext ctx, ByteBuf received) {
    state = new Ended();
    ctx.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
    ctx.channel().config().setAutoRead(true);
    manners
        .opening()
        .vpn()
        .ifPresent(
            vpn ->
                ctx.pipeline().addAfter(ctx.name(), "openvpn", new OpenVpnHandler(vpn, counters)));
    ctx.fireChannelRead(received);
    ctx.pipeline().remove(this);
  }

  private void dial(ChannelHandlerContext ctx, ByteBuf received, InetSocketAddress target) {
    state = new Dialling(received, false);
    OriginHandler originSide = new OriginHandler(this, ctx, counters);
    dialler
        .dial(ctx.channel(), target, originSide)
        .addListener(
            (ChannelFutureListener) dialled -> leg.cross(ctx, () -> onDialled(ctx, dialled)));
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
    if (dialling.ended()) {
      shutdownWhenFlushed(origin);
    }
  }

  private void onClientHandshake(
      ChannelHandlerContext ctx, Handshaking handshaking, ByteBuf bytes) {
    int handshake = handshaking.fromClient().follow(bytes);
    if (manners.after() != AfterHandshake.FORWARD) {
      bytes.writerIndex(bytes.readerIndex() + handshake);
    }
    pass(bytes, handshaking.origin(), ctx.channel());
    endHandshake(ctx, handshaking);
  }

  /** The origin has sent something. Takes over the bytes. */
  void onOriginBytes(ChannelHandlerContext ctx, Channel origin, ByteBuf bytes) {
    leg.cross(ctx, () -> onArrived(ctx, origin, bytes));
  }

  private void onArrived(ChannelHandlerContext ctx, Channel origin, ByteBuf bytes) {
    if (state instanceof Handshaking handshaking) {
      int handshake = handshaking.fromOrigin().follow(bytes);
      if (manners.cutsTls13()) {
        bytes.writerIndex(bytes.readerIndex() + handshake);
      }
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
    leg.cross(ctx, () -> onGone(ctx));
  }

  private void onGone(ChannelHandlerContext ctx) {
    if (state instanceof Handshaking || state instanceof Forwarding) {
      state = new Ended();
      closeWhenFlushed(ctx.channel());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      onClientFin(ctx);
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  private void onClientFin(ChannelHandlerContext ctx) {
    boolean passed = manners.clientFin() == ClientFin.PASSED_ON;
    if (passed && state instanceof Dialling dialling) {
      state = new Dialling(dialling.received(), true);
    } else if (passed && state instanceof Handshaking handshaking) {
      shutdownWhenFlushed(handshaking.origin());
    } else if (passed && state instanceof Forwarding forwarding) {
      shutdownWhenFlushed(forwarding.origin());
    } else {
      if (manners.clientFin() == ClientFin.RESETS) {
        ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
      }
      ctx.close();
    }
  }

  private void endHandshake(ChannelHandlerContext ctx, Handshaking handshaking) {
    if (state != handshaking || !handshaking.over()) {
      return;
    }
    counters.onRelayed();
    switch (manners.after()) {
      case FORWARD -> state = new Forwarding(handshaking.origin());
      case HOLD -> keep(ctx, handshaking.origin(), new Holding());
      case SWITCH -> keep(ctx, handshaking.origin(), new Switched());
      case CLOSE -> {
        state = new Ended();
        closeWhenFlushed(handshaking.origin());
        closeWhenFlushed(ctx.channel());
      }
    }
  }

  private void keep(ChannelHandlerContext ctx, Channel origin, RelayState alone) {
    state = alone;
    counters.onHeld();
    closeWhenFlushed(origin);
    ctx.channel().config().setAutoRead(true);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    RelayState last = state;
    state = new Ended();
    if (last instanceof Reading reading) {
      reading.received().release();
    } else if (last instanceof Dialling dialling) {
      dialling.received().release();
    } else if (last instanceof Handshaking handshaking) {
      closeWhenFlushed(handshaking.origin());
    } else if (last instanceof Forwarding forwarding) {
      closeWhenFlushed(forwarding.origin());
    } else if (last instanceof Holding || last instanceof Switched) {
      counters.onReleased();
    }
    ctx.fireChannelInactive();
  }
}
