package dev.unmask.enrich.probe.handshake;

import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.flight.ServerHello;
import dev.unmask.enrich.probe.legacy.LegacyHandshake;
import dev.unmask.enrich.probe.tls.Handshake;
import java.util.List;
import java.util.Optional;

/** What a handshake is tried with, and what to try next. At most three attempts are made. */
enum Attempt {
  /** The first engine, with all that it has. */
  FIRST,
  /**
   * The first engine without TLS 1.3: for a relay that cuts it after its first encrypted record,
   * which lets TLS 1.2 complete.
   */
  WITHOUT_TLS_1_3,
  /** BouncyCastle, for old servers. */
  LEGACY,
  /** BouncyCastle with TLS 1.3: it shows certificates that the first engine cannot parse. */
  LEGACY_WITH_TLS_1_3;

  /**
   * What could go better.
   *
   * @param made the attempts so far, in order, not empty
   */
  static Optional<Attempt> after(List<Handshake> made) {
    Handshake first = made.get(0);
    if (made.size() == 1) {
      return afterFirst(first);
    }
    return made.size() == 2 && mayHideCertificates(first) && made.get(1).chain().isEmpty()
        ? Optional.of(LEGACY_WITH_TLS_1_3)
        : Optional.empty();
  }

  private static Optional<Attempt> afterFirst(Handshake first) {
    if (diedInTls13(first)) {
      return Optional.of(WITHOUT_TLS_1_3);
    }
    return LegacyHandshake.couldMend(first) ? Optional.of(LEGACY) : Optional.empty();
  }

  /** Our engine gave up over what came encrypted. */
  private static boolean mayHideCertificates(Handshake failed) {
    return diedInTls13(failed) && failed.outcome() == Outcome.HANDSHAKE_ERROR;
  }

  /** TLS 1.3 was agreed on, and then the connection died, or carried what does not decrypt. */
  private static boolean diedInTls13(Handshake failed) {
    return failed.serverHello().filter(ServerHello::choosesTls13).isPresent()
        && switch (failed.outcome()) {
          case CONNECTION_CLOSED, CONNECTION_RESET, IO_TIMEOUT -> true;
          case HANDSHAKE_ERROR, PROTOCOL_ERROR -> failed.chain().isEmpty();
          case SUCCESS,
              CONNECTION_REFUSED,
              CONNECTION_TIMEOUT,
              HOST_UNREACHABLE,
              CERTIFICATE_TOO_LARGE,
              TLS_ALERT,
              APPLICATION_ERROR,
              BLOCKLISTED_TARGET,
              POLICY_SKIPPED,
              CANCELLED,
              UNKNOWN_ERROR ->
              false;
        };
  }
}
