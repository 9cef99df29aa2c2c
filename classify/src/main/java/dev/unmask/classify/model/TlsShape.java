package dev.unmask.classify.model;

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
 * <p>The first digit is the engine that asked: an answer follows what was offered, so only answers
 * to the same engine can be compared.
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
      case BORINGSSL -> "0";
      case JDK -> "1";
      case BOUNCYCASTLE -> "2";
      case NONE -> "f";
    };
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
