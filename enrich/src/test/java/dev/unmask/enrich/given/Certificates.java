package dev.unmask.enrich.given;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Self-signed certificates, made on the spot. */
public final class Certificates {
  /** A certificate with its key. */
  public record Identity(X509Certificate certificate, PrivateKey key) {
    public byte[] der() {
      try {
        return certificate.getEncoded();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Certificates() {}

  /** With this subject (RFC 4514) and these DNS names, valid from 2020 to 2040. */
  public static Identity selfSigned(String subject, String... dnsNames) {
    try {
      var keys = keys();
      var name = new X500Name(subject);
      var builder =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(64, new java.security.SecureRandom()),
              at("2020"),
              at("2040"),
              name,
              keys.getPublic());
      if (dnsNames.length > 0) {
        builder.addExtension(Extension.subjectAlternativeName, false, names(dnsNames));
      }
      var signed =
          builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
      return new Identity(
          new JcaX509CertificateConverter().getCertificate(signed), keys.getPrivate());
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static GeneralNames names(String... dnsNames) {
    return new GeneralNames(
        Arrays.stream(dnsNames)
            .map(name -> new GeneralName(GeneralName.dNSName, name))
            .toArray(GeneralName[]::new));
  }

  private static Date at(String year) {
    return Date.from(Instant.parse(year + "-01-01T00:00:00Z"));
  }
}
