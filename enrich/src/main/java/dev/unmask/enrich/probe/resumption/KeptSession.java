package dev.unmask.enrich.probe.resumption;

import dev.unmask.avro.Endpoint;
import dev.unmask.enrich.probe.tls.OneSession;
import java.time.Instant;

/**
 * A session, and where it is from.
 *
 * @param session not used by two connections at once
 * @param protocol in the JDK's words
 * @param origin the endpoint that it was begun at
 * @param genuine whether the origin lies inside its owner's networks
 * @param begunAt in milliseconds
 * @param bytes that were read from the origin for it: an upper bound of its ticket and certificates
 */
record KeptSession(
    OneSession session,
    String protocol,
    Endpoint origin,
    boolean genuine,
    Instant begunAt,
    int bytes) {

  /** Whether it is still there to be offered. */
  boolean isHeld() {
    return session.isHeld(protocol);
  }
}
