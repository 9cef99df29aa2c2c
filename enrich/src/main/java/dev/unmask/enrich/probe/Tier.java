package dev.unmask.enrich.probe;

/** How much is asked of a host. */
public enum Tier {
  /** One TLS handshake. */
  HANDSHAKE(1),
  /** Application data, liveness and the VPN port besides. */
  FULL(2);

  private final int number;

  Tier(int number) {
    this.number = number;
  }

  /** The tier as an observation records it. */
  public int number() {
    return number;
  }
}
