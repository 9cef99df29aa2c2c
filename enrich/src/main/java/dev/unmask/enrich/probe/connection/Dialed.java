package dev.unmask.enrich.probe.connection;

import dev.unmask.avro.Outcome;

/** What became of an attempt to connect. */
public sealed interface Dialed {

  /** It stands. */
  record Open(Connection connection) implements Dialed {}

  /**
   * It does not, or it was not allowed.
   *
   * @param outcome why
   * @param detail the same for people
   */
  record Failed(Outcome outcome, String detail) implements Dialed {}
}
