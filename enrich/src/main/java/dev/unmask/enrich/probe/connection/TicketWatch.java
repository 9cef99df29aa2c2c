package dev.unmask.enrich.probe.connection;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells session tickets of TLS 1.3 (RFC 8446 4.6.1) by what can be seen from outside the engine: an
 * encrypted record that came after Finished, let nothing through, and is too long for an alert or a
 * KeyUpdate. From the first plaintext on nothing is told: an origin's tickets come before its first
 * answer. A ticket that shares a record with another counts once; one sent before Finished, as RFC
 * 8446 4.6.1 allows a server that asks for no certificate, is not seen.
 *
 * <pre>
 *   HANDSHAKE --Finished of TLS 1.3--> WATCHING --plaintext--> OVER
 * </pre>
 */
final class TicketWatch {

  /**
   * 4 + 4 + 4 + 1 + 2 + 1 + 2 of a NewSessionTicket, its type, and the shortest tag of a cipher.
   */
  private static final int SHORTEST = 18 + 1 + 8;

  private static final int MOST = 16;

  private final List<Integer> lengths = new ArrayList<>();
  private State state = State.HANDSHAKE;

  private enum State {
    HANDSHAKE,
    WATCHING,
    OVER
  }

  void begin() {
    state = State.WATCHING;
  }

  void onPlaintext() {
    state = State.OVER;
  }

  boolean isOn() {
    return state == State.WATCHING;
  }

  /** A record of application data has come, whole, and the engine has read it. */
  void onRecord(int length) {
    if (isOn() && length >= SHORTEST && lengths.size() < MOST) {
      lengths.add(length);
    }
  }

  /** Of the records that carried tickets, in order. */
  List<Integer> lengths() {
    return List.copyOf(lengths);
  }
}
