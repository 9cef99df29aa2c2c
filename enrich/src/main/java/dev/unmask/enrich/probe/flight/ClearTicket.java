package dev.unmask.enrich.probe.flight;

import java.util.Optional;

/**
 * A NewSessionTicket of TLS 1.2 or older (RFC 5077 3.3).
 *
 * @param lifetimeSeconds the hint; 0 says nothing
 * @param length of the ticket, in bytes
 */
public record ClearTicket(long lifetimeSeconds, int length) {

  /** Of its beginning: {@code uint32 ticket_lifetime_hint; opaque ticket<0..2^16-1>}. */
  static final int BEGINNING = 6;

  static Optional<ClearTicket> parse(byte[] beginning) {
    Octets message = new Octets(beginning);
    ClearTicket ticket = new ClearTicket(message.number(4), message.uint16());
    return message.isBroken() ? Optional.empty() : Optional.of(ticket);
  }
}
