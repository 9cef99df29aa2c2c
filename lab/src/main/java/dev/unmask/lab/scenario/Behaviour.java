package dev.unmask.lab.scenario;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** What one TCP port of a host does. A port without a behaviour is closed. */
public sealed interface Behaviour {

  /**
   * Completes TLS handshakes here, with the private key.
   *
   * @param answer what it says to an HTTP request; empty: it reads and says nothing, as LDAPS does
   *     to HTTP, but alerts to a forged record like any server
   */
  record TlsServer(Leaf leaf, TlsVersion newest, Optional<HttpAnswer> answer)
      implements Behaviour {}

  /**
   * Forwards connections to another server, from this host's own address.
   *
   * @param idleLimit after that long without a byte in either direction it closes the connection
   */
  record Relay(InetSocketAddress origin, Dial dial, AfterHandshake after, Duration idleLimit)
      implements Behaviour {
    public Relay {
      if (idleLimit.isZero() || idleLimit.isNegative()) {
        throw new IllegalArgumentException("a relay's idle limit must be positive: " + idleLimit);
      }
    }
  }

  /** An OpenVPN server without tls-auth or tls-crypt: answers a reset with its own. */
  record OpenVpn() implements Behaviour {}

  /** Takes a connection and whatever comes on it, and says nothing. */
  record Silence() implements Behaviour {}

  /** When a relay opens its connection to the origin. */
  enum Dial {
    AT_ACCEPT,
    /** Once the client's first TLS record is complete. */
    AFTER_HELLO
  }

  /** What a relay does once both Finished have passed. */
  enum AfterHandshake {
    /** Goes on forwarding: a full relay. */
    FORWARD,
    /** Leaves the origin, keeps the client and swallows what it sends. */
    HOLD,
    /** Leaves both. */
    CLOSE
  }
}
