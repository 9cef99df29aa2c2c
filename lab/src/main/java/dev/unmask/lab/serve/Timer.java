package dev.unmask.lab.serve;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Limits on a connection's time that traffic does not put off. */
final class Timer {
  private Timer() {}

  /** Runs something then, on the channel's event loop, unless the channel has closed before. */
  static void start(Channel channel, Duration after, Runnable expired) {
    Future<?> timer = channel.eventLoop().schedule(expired, after.toNanos(), TimeUnit.NANOSECONDS);
    channel.closeFuture().addListener(closed -> timer.cancel(false));
  }
}
