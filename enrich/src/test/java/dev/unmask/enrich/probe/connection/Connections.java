package dev.unmask.enrich.probe.connection;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;

/** Connections without a socket. */
public final class Connections {

  private Connections() {}

  /** Over a channel in memory, of a host with so much time left. */
  public static Connection over(EmbeddedChannel channel, Duration hostTime) {
    Wire wire = new Wire(new Traffic(64 * 1024, () -> {}, new LargeFlights(1)));
    channel.pipeline().addFirst(wire);
    return new Connection(channel, wire, Deadline.in(hostTime), 1_000_000);
  }
}
