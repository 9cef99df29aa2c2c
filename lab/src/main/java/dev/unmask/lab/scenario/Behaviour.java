package dev.unmask.lab.scenario;

import java.net.InetSocketAddress;
import java.time.Duration;

/** What one port of a host does. A port without a behaviour is closed. */
public sealed interface Behaviour
    permits TlsServer, Behaviour.Relay, OpenVpn, Behaviour.Silence, Behaviour.Greeting {

  /** Forwards connections to another server, from this host's own address. */
  record Relay(InetSocketAddress origin, RelayManners manners) implements Behaviour {}

  /**
   * Takes a connection and whatever comes on it, and says nothing.
   *
   * @param idleLimit after that long without a byte it closes the connection
   */
  record Silence(Duration idleLimit) implements Behaviour {}

  /**
   * Says one line first, as SSH does (RFC 4253 4.2), and no more.
   *
   * @param idleLimit after that long without a byte it closes the connection
   */
  record Greeting(String line, Duration idleLimit) implements Behaviour {}
}
