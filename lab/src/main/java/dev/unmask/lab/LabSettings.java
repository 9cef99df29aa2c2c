package dev.unmask.lab;

import java.time.Duration;

/**
 * How the lab runs; what it is, the scenario says.
 *
 * @param eventLoops threads that serve all hosts, 1 to 64
 * @param backlog connections that may wait on each TLS port, 1 to 65535; the system's {@code
 *     somaxconn} limits it too
 * @param idleLimit after which a server closes a connection without traffic; relays have their own
 *     in the scenario
 */
public record LabSettings(int eventLoops, int backlog, Duration idleLimit) {
  public LabSettings {
    if (eventLoops < 1 || eventLoops > 64) {
      throw new IllegalArgumentException(
          "the lab's event loops must be 1 to 64, not " + eventLoops);
    }
    if (backlog < 1 || backlog > 65_535) {
      throw new IllegalArgumentException("the lab's backlog must be 1 to 65535, not " + backlog);
    }
    if (idleLimit.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "the lab's idle limit must be a second or more, not " + idleLimit);
    }
  }

  /** One event loop, a backlog of 4,096, a minute. */
  public static LabSettings defaults() {
    return new LabSettings(1, 4_096, Duration.ofSeconds(60));
  }
}
