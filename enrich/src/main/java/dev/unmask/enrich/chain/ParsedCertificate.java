package dev.unmask.enrich.chain;

import dev.unmask.schemas.certificate.CertificateFacts;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What of a certificate matters to a path (RFC 5280 4). Read by BouncyCastle, which takes what the
 * JDK's parser rejects.
 *
 * @param sha256 of its DER, lowercase hex
 * @param spkiSha256 of its SubjectPublicKeyInfo, lowercase hex
 * @param mayIssue basicConstraints says CA, and keyUsage, if there, keyCertSign
 * @param mostBelow pathLenConstraint; {@link Integer#MAX_VALUE} without one
 */
record ParsedCertificate(
    String sha256,
    String spkiSha256,
    DistinguishedName subject,
    DistinguishedName issuer,
    Instant notBefore,
    Instant notAfter,
    boolean mayIssue,
    int mostBelow,
    X509CertificateHolder holder) {

  /**
   * @throws IOException if it is no certificate; other exceptions may come of hostile ones, of any
   *     kind
   */
  static ParsedCertificate parse(byte[] der) throws IOException {
    X509CertificateHolder holder = new X509CertificateHolder(der);
    Optional<Extensions> extensions = Optional.ofNullable(holder.getExtensions());
    Optional<BasicConstraints> constraints = extensions.map(BasicConstraints::fromExtensions);
    return new ParsedCertificate(
        CertificateFacts.sha256(der),
        CertificateFacts.sha256(holder.getSubjectPublicKeyInfo().getEncoded()),
        new DistinguishedName(holder.getSubject()),
        new DistinguishedName(holder.getIssuer()),
        holder.getNotBefore().toInstant(),
        holder.getNotAfter().toInstant(),
        constraints.map(BasicConstraints::isCA).orElse(false) && maySign(extensions),
        constraints.map(ParsedCertificate::pathLength).orElse(Integer.MAX_VALUE),
        holder);
  }

  boolean namesItself() {
    return subject.equals(issuer);
  }

  boolean isValidAt(Instant at) {
    return !at.isBefore(notBefore) && !at.isAfter(notAfter);
  }

  /** RFC 5280 4.2.1.3: without a keyUsage everything may be done. */
  private static boolean maySign(Optional<Extensions> extensions) {
    return extensions
        .map(KeyUsage::fromExtensions)
        .map(usage -> usage.hasUsages(KeyUsage.keyCertSign))
        .orElse(true);
  }

  /** RFC 5280 4.2.1.9. */
  private static int pathLength(BasicConstraints constraints) {
    return constraints.getPathLenConstraint() == null
        ? Integer.MAX_VALUE
        : constraints.getPathLenConstraint().min(BigInteger.valueOf(1000)).intValue();
  }
}
