package dev.unmask.lab.scenario;

import java.time.Duration;
import java.util.Optional;

/**
 * How a relay treats a connection. One set of settings covers every relay that is known.
 *
 * @param opening what it does until the origin is dialled
 * @param clientFin what it makes of the end of the client's side
 * @param after what it does once both Finished have passed
 * @param cutsTls13 ends TLS 1.3 after the first encrypted record of the origin: who follows records
 *     without their keys takes that for the Finished. TLS 1.2 completes
 * @param leg round trip between relay and origin, which is added to the one on this machine
 * @param idleLimit after that long without a byte in either direction it closes the connection
 * @param totalLimit after that long it closes the connection, whatever happens on it
 */
public record RelayManners(
    Opening opening,
    ClientFin clientFin,
    AfterHandshake after,
    boolean cutsTls13,
    Duration leg,
    Duration idleLimit,
    Optional<Duration> totalLimit) {

  /** What a relay makes of a FIN of its client. */
  public enum ClientFin {
    /** Passes it on, and the rest of what the origin sends back. */
    PASSED_ON,
    /** Closes both sides at once: what the origin has not sent by then is lost. */
    CLOSES,
    /** The same, with RST towards the client. */
    RESETS
  }

  /** What a relay does once both Finished have passed. */
  public enum AfterHandshake {
    /** Goes on forwarding: a full relay. */
    FORWARD,
    /** Leaves the origin, keeps the client and swallows what it sends. */
    HOLD,
    /** Leaves both. */
    CLOSE,
    /** Leaves the origin and goes on in a protocol of its own: its bytes do not decrypt. */
    SWITCH
  }

  public RelayManners {
    requirePositive("the idle limit of a relay", idleLimit);
    totalLimit.ifPresent(limit -> requirePositive("the total limit of a relay", limit));
    if (leg.isNegative()) {
      throw new IllegalArgumentException("no leg is negative: " + leg);
    }
    if (cutsTls13 && after == AfterHandshake.FORWARD) {
      throw new IllegalArgumentException("who forwards everything cuts nothing");
    }
  }

  /** Forwards whatever comes, of any length, without a leg. */
  public static RelayManners full(Opening opening, ClientFin clientFin, Duration idleLimit) {
    return new RelayManners(
        opening,
        clientFin,
        AfterHandshake.FORWARD,
        false,
        Duration.ZERO,
        idleLimit,
        Optional.empty());
  }

  /** Dials at once, forwards the handshake and no more. */
  public static RelayManners ofHandshake(AfterHandshake after, Duration idleLimit) {
    return new RelayManners(
        Opening.atAccept(),
        ClientFin.CLOSES,
        after,
        false,
        Duration.ZERO,
        idleLimit,
        Optional.empty());
  }

  /** The same at some distance from the origin. */
  public RelayManners withLeg(Duration roundTrip) {
    return new RelayManners(opening, clientFin, after, cutsTls13, roundTrip, idleLimit, totalLimit);
  }

  /** The same with an end to every connection. */
  public RelayManners withTotalLimit(Duration limit) {
    return new RelayManners(
        opening, clientFin, after, cutsTls13, leg, idleLimit, Optional.of(limit));
  }

  /** The same, but cutting TLS 1.3. */
  public RelayManners cuttingTls13() {
    return new RelayManners(opening, clientFin, after, true, leg, idleLimit, totalLimit);
  }

  static void requirePositive(String what, Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(what + " must be positive, not " + duration);
    }
  }
}
