package dev.unmask.enrich.probe.visit;

/** How much is asked of a host; each tier asks all that those below it ask. */
public enum Tier {
  /** One TLS handshake. */
  HANDSHAKE(1),
  /** Application data, liveness and the VPN ports besides. */
  APPLICATION(2),
  /** How it treats other names, other hosts' sessions, and first bytes that are no ClientHello. */
  MANNERS(3),
  /** Round trips, and holds that take more than a minute. */
  TIMINGS(4);

  private final int number;

  Tier(int number) {
    this.number = number;
  }

  /** The tier as an observation records it. */
  public int number() {
    return number;
  }

  /** Whether a probe of that tier is among what is asked. */
  public boolean includes(Tier probe) {
    return probe.number <= number;
  }
}
