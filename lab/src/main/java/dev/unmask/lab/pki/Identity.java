package dev.unmask.lab.pki;

import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a TLS server needs.
 *
 * @param key of the leaf
 * @param chain as it is sent: leaf, issuer, root
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {
  public Identity {
    chain = List.copyOf(chain);
  }

  public X509Certificate leaf() {
    return chain.get(0);
  }

  /** SHA-256 of the leaf's DER, lowercase hex. */
  public String fingerprint() {
    return fingerprint(leaf());
  }

  /** SHA-256 of a certificate's DER, lowercase hex. */
  public static String fingerprint(X509Certificate certificate) {
    try {
      return Sha256.hex(certificate.getEncoded());
    } catch (CertificateEncodingException impossible) {
      throw new AssertionError("a parsed certificate has its bytes", impossible);
    }
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "Identity[" + leaf().getSubjectX500Principal() + ", " + fingerprint() + "]";
  }
}
