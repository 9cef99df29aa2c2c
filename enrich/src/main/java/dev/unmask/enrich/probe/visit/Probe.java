package dev.unmask.enrich.probe.visit;

import dev.unmask.avro.Outcome;

/**
 * One question asked of a host. It observes, and concludes nothing. Stateless: one instance asks
 * thousands of hosts; what belongs to one host lives in the exchange that {@link #run} begins.
 */
public interface Probe {

  /** What must be so before it makes sense to ask. */
  enum Need {
    /** Nothing: it asks another port. */
    NOTHING,
    /** The endpoint has accepted a connection in this visit. */
    OPEN_PORT,
    /** A handshake was completed in this visit. */
    HANDSHAKE
  }

  /** The lowest tier that asks it. */
  Tier tier();

  Need need();

  /**
   * Asks. On the line's event loop, which it must not block. It tells its end exactly once, on that
   * loop, within its deadline whatever the host does, and leaves no connection open but by {@link
   * Visit#leave}.
   */
  void run(Visit visit, ProbeEnd end);

  /** What is reported where it was not asked, and why. */
  Finding notTested(Outcome why, String detail);

  /** The same of a host: for a record that names its endpoint. */
  default Finding notTested(HostTarget target, Outcome why, String detail) {
    return notTested(why, detail);
  }
}
