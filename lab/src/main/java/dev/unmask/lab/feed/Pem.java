package dev.unmask.lab.feed;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Certificates as text (RFC 7468). */
final class Pem {
  private static final int LINE = 64;

  private Pem() {}

  static String of(X509Certificate certificate) {
    try {
      byte[] newline = {'\n'};
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(LINE, newline).encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException impossible) {
      throw new AssertionError("a parsed certificate has its bytes", impossible);
    }
  }
}
