package dev.unmask.enrich.probe.liveness;

import java.util.Set;

/**
 * Alerts by which a server answers that we showed no certificate (RFC 8446 6.2). In TLS 1.3 they
 * come after the client's Finished, whatever it sends then.
 */
final class ClientCertificateAlerts {

  private static final int BAD_CERTIFICATE = 42;
  private static final int UNSUPPORTED_CERTIFICATE = 43;
  private static final int CERTIFICATE_REVOKED = 44;
  private static final int CERTIFICATE_EXPIRED = 45;
  private static final int CERTIFICATE_UNKNOWN = 46;
  private static final int UNKNOWN_CA = 48;
  private static final int ACCESS_DENIED = 49;
  private static final int CERTIFICATE_REQUIRED = 116;

  private static final Set<Integer> ALL =
      Set.of(
          BAD_CERTIFICATE,
          UNSUPPORTED_CERTIFICATE,
          CERTIFICATE_REVOKED,
          CERTIFICATE_EXPIRED,
          CERTIFICATE_UNKNOWN,
          UNKNOWN_CA,
          ACCESS_DENIED,
          CERTIFICATE_REQUIRED);

  private ClientCertificateAlerts() {}

  static boolean include(int description) {
    return ALL.contains(description);
  }
}
