package dev.unmask.enrich.probe.connection;

import dev.unmask.avro.Outcome;

/** How a connection came to its end. */
public enum Ending {
  /** FIN from the peer. */
  CLOSED(Outcome.CONNECTION_CLOSED),
  /** RST from the peer. */
  RESET(Outcome.CONNECTION_RESET),
  /** ICMP said that the port is unreachable (UDP only). */
  UNREACHABLE(Outcome.CONNECTION_REFUSED),
  /** By us: the host had sent as many bytes as are read from one. */
  OVERRUN(Outcome.PROTOCOL_ERROR),
  /** By us: too many other hosts had as large a handshake under way. */
  CROWDED(Outcome.POLICY_SKIPPED),
  /** By us, for another reason. */
  LOCAL(Outcome.UNKNOWN_ERROR);

  private final Outcome outcome;

  Ending(Outcome outcome) {
    this.outcome = outcome;
  }

  /** Whether it was not we who ended it. */
  public boolean isByPeer() {
    return switch (this) {
      case CLOSED, RESET, UNREACHABLE -> true;
      case OVERRUN, CROWDED, LOCAL -> false;
    };
  }

  /** The outcome of a probe that was still waiting. */
  public Outcome outcome() {
    return outcome;
  }
}
