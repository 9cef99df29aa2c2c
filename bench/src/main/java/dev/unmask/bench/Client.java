package dev.unmask.bench;

import java.time.Duration;

/** One who shakes hands as fast as it can. */
interface Client {

  String name();

  /**
   * Full handshakes, each on a connection of its own, for about so long.
   *
   * @throws IllegalStateException if none succeeds
   */
  Sample shake(WebServer.Listener listener, Duration time);
}
