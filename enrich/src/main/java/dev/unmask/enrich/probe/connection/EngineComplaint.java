package dev.unmask.enrich.probe.connection;

import java.util.Set;

/**
 * What a TLS engine throws over messages that decrypt, and that it does not follow. It speaks of
 * the keys' holder, and of no relay that has switched to another protocol.
 */
final class EngineComplaint {

  /** BoringSSL, in TLS 1.2. */
  private static final Set<String> RENEGOTIATION =
      Set.of("BAD_HELLO_REQUEST", "UNEXPECTED_MESSAGE", "NO_RENEGOTIATION");

  /**
   * BoringSSL on more than 32 KeyUpdates, empty records or warnings in a row; and the JDK on an
   * empty record of TLS 1.3, which RFC 8446 5.1 allows.
   */
  private static final Set<String> FLOOD =
      Set.of(
          "TOO_MANY_KEY_UPDATES",
          "TOO_MANY_EMPTY_FRAGMENTS",
          "TOO_MANY_WARNING_ALERTS",
          "Incorrect inner plaintext: no content type");

  private EngineComplaint() {}

  /** Over a handshake message, if the last record was one. */
  static boolean isOfRenegotiation(Throwable failure) {
    return says(failure, RENEGOTIATION);
  }

  /** Over more of something than anybody needs. */
  static boolean isOfFlood(Throwable failure) {
    return says(failure, FLOOD);
  }

  private static boolean says(Throwable failure, Set<String> words) {
    String said = String.valueOf(failure.getMessage());
    return words.stream().anyMatch(said::contains);
  }
}
