package dev.unmask.enrich.probe.hostile;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.peers.Conduct;

/**
 * One of the corpus: what it does, and what must come of it.
 *
 * @param handshake outcome of the TLS probe
 * @param answer to a GET; NOT_TESTED where no handshake is completed
 */
record HostilePeer(String name, Conduct conduct, Outcome handshake, ApplicationAnswer answer) {

  /** One with which no handshake is completed. */
  static HostilePeer early(String name, Conduct conduct, Outcome handshake) {
    return new HostilePeer(name, conduct, handshake, ApplicationAnswer.NOT_TESTED);
  }

  /** One that shakes hands, and misbehaves then. */
  static HostilePeer late(String name, Conduct conduct, ApplicationAnswer answer) {
    return new HostilePeer(name, conduct, Outcome.SUCCESS, answer);
  }

  @Override
  public String toString() {
    return name;
  }
}
