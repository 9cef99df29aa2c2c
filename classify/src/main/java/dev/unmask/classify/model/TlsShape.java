package dev.unmask.classify.model;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.ServerHello;
import dev.unmask.avro.TlsProbe;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a server answered a ClientHello, in 8 hex digits: what tells one implementation, and one
 * configuration, from another. A relay passes it on.
 *
 * <p>The first digit is the engine that asked, and whether it was held back to TLS 1.2: an answer
 * follows what was offered, so only answers to the same can be compared.
 */
final class TlsShape {

  /**
   * Of one server these come and go: server_name (RFC 6066 3), and status_request (RFC 6066 8),
   * which follows whether an OCSP response is at hand.
   */
  private static final Set<Integer> PASSING = Set.of(0, 5);

  private TlsShape() {}

  /** Of a completed handshake. */
  static String of(TlsProbe tls) {
    return engine(tls)
        + Hashes.hex(
                4,
                tls.getProtocol(),
                tls.getCipherSuite(),
                tls.getApplicationProtocol(),
                String.valueOf(tls.getClientCertificateRequested()),
                hello(tls.getServerHello()))
            .substring(1);
  }

  /** Known engines are 0 and so on; a digit stays an engine's for ever. */
  private static String engine(TlsProbe tls) {
    return switch (tls.getEngine()) {
      case BORINGSSL -> heldBack(tls) ? "3" : "0";
      case JDK -> heldBack(tls) ? "4" : "1";
      case BOUNCYCASTLE -> "2";
      case NONE -> "f";
    };
  }

  /**
   * The engine offers TLS 1.3 of itself; here a handshake by it died, and one without succeeded.
   */
  private static boolean heldBack(TlsProbe tls) {
    return tls.getAttempts().stream()
        .filter(attempt -> attempt.getEngine() == tls.getEngine())
        .filter(attempt -> attempt.getOutcome() == Outcome.SUCCESS)
        .anyMatch(attempt -> attempt.getHighest().equals("TLSv1.2"));
  }

  private static String hello(@Nullable ServerHello hello) {
    return hello == null
        ? ""
        : List.of(
                hello.getVersion(),
                hello.getSessionIdLength(),
                hello.getCompressionMethod(),
                String.valueOf(hello.getGroup()),
                hello.getRetried(),
                hello.getExtensions().stream()
                    .filter(type -> !PASSING.contains(type))
                    .map(String::valueOf)
                    .collect(Collectors.joining("-")))
            .toString();
  }
}
