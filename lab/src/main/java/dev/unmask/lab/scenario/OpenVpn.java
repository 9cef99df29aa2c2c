package dev.unmask.lab.scenario;

import java.time.Duration;

/**
 * An OpenVPN server: answers a reset with its own.
 *
 * @param handWindow how long it waits for the rest of what has begun
 */
public record OpenVpn(Key key, Duration handWindow) implements Behaviour {
  /** Whether every packet must be signed or encrypted with a key that clients have beforehand. */
  public enum Key {
    NONE,
    /** tls-auth or tls-crypt: over TCP a whole packet without it ends the connection at once. */
    REQUIRED
  }

  public OpenVpn {
    RelayManners.requirePositive("the hand-window of OpenVPN", handWindow);
  }
}
