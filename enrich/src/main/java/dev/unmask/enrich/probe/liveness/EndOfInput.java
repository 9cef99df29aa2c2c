package dev.unmask.enrich.probe.liveness;

/**
 * The alert that a server may raise because its connection ended, not because of what it read:
 * OpenSSL from 3.0 on says decode_error (RFC 8446 6.2) at a FIN without close_notify. A relay that
 * keeps our record and hangs up on the origin passes that alert on, so it is no sign of life.
 */
final class EndOfInput {
  private static final int DECODE_ERROR = 50;

  private EndOfInput() {}

  static boolean mayBeToldBy(int alert) {
    return alert == DECODE_ERROR;
  }
}
