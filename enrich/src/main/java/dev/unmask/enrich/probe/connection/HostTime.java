package dev.unmask.enrich.probe.connection;

import java.time.Duration;

/**
 * The time that one host has. It stands still while we wait for leave to connect: that is our
 * slowness, not the host's. For one event loop.
 */
public final class HostTime {

  private Deadline deadline;
  private long pausedNanos;
  private boolean paused;

  /** Begins now. */
  public HostTime(Duration given) {
    this.deadline = Deadline.in(given);
  }

  /** After which nothing more is waited for. */
  public Deadline deadline() {
    return deadline;
  }

  /** What is left, never negative; while it stands still, what is left afterwards. */
  public Duration remaining() {
    return paused
        ? Duration.ofNanos(Math.max(0, deadline.atNanos() - pausedNanos))
        : deadline.remaining();
  }

  void pause() {
    paused = true;
    pausedNanos = System.nanoTime();
  }

  void resume() {
    if (paused) {
      paused = false;
      deadline = new Deadline(deadline.atNanos() + System.nanoTime() - pausedNanos);
    }
  }
}
