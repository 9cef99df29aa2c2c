package dev.unmask.lab.serve;

import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The distance between a relay and its origin, which on one machine there is none of: whatever
 * comes from the origin, its accepting a connection too, arrives a round trip later, in order.
 */
record Leg(Duration roundTrip) {
  void cross(ChannelHandlerContext ctx, Runnable arrival) {
    if (roundTrip.isZero()) {
      arrival.run();
    } else {
      ctx.executor().schedule(arrival, roundTrip.toNanos(), TimeUnit.NANOSECONDS);
    }
  }
}
