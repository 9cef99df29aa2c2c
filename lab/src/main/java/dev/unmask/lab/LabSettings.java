package dev.unmask.lab;

/**
 * How the lab runs; what it is, the scenario says.
 *
 * @param eventLoops threads that serve all hosts, 1 to 64
 * @param backlog connections that may wait on each TLS port, 1 to 65535; the system's {@code
 *     somaxconn} limits it too
 */
public record LabSettings(int eventLoops, int backlog) {
  public LabSettings {
    if (eventLoops < 1 || eventLoops > 64) {
      throw new IllegalArgumentException(
          "the lab's event loops must be 1 to 64, not " + eventLoops);
    }
    if (backlog < 1 || backlog > 65_535) {
      throw new IllegalArgumentException("the lab's backlog must be 1 to 65535, not " + backlog);
    }
  }

  /** One event loop, a backlog of 4,096. */
  public static LabSettings defaults() {
    return new LabSettings(1, 4_096);
  }
}
