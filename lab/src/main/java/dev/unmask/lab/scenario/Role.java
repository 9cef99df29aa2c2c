package dev.unmask.lab.scenario;

/** What a host of the lab really is, in the words that unmask uses for its findings. */
public enum Role {
  /** The owner's own server, or its agent's. */
  GENUINE,
  /** Forwards the handshake to the owner's server, and keeps what follows. */
  HANDSHAKE_RELAY,
  /** Forwards everything. */
  FULL_RELAY,
  /** Shows a certificate with the owner's name that no CA of the owner signed. */
  IMPERSONATOR,
  /** Was there when the crawler came, and is gone. */
  UNREACHABLE
}
