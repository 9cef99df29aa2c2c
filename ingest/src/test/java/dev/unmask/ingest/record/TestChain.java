package dev.unmask.ingest.record;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A chain of two for the tests' records: a leaf and its issuer, P-256.
 *
 * @param der leaf first
 * @param serial of the leaf
 * @param expires of the leaf, whole seconds
 */
public record TestChain(List<byte[]> der, BigInteger serial, Instant expires) {

  private static final Instant ISSUED = Instant.parse("2026-01-02T03:04:05Z");

  /** A chain for a leaf of this common name, its serial of 160 bits. */
  public static TestChain of(String commonName) {
    return of(commonName, new BigInteger("1234567890123456789012345678901234567890123456"));
  }

  static TestChain of(String commonName, BigInteger serial) {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
      keys.initialize(256);
      KeyPair issuer = keys.generateKeyPair();
      KeyPair leaf = keys.generateKeyPair();
      Instant expires = Instant.parse("2026-12-31T23:59:58Z");
      byte[] leafDer =
          sign("CN=Test Issuer,O=Example", "CN=" + commonName + ",O=Example", serial, leaf, issuer);
      byte[] issuerDer =
          sign(
              "CN=Test Issuer,O=Example",
              "CN=Test Issuer,O=Example",
              BigInteger.ONE,
              issuer,
              issuer);
      return new TestChain(List.of(leafDer, issuerDer), serial, expires);
    } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The certificates as JSON strings of PEM, leaf first. */
  public List<String> pem() {
    return der.stream().map(TestChain::pem).toList();
  }

  static String pem(byte[] der) {
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der).replace("\n", "\\n");
    return "\"-----BEGIN CERTIFICATE-----\\n" + base64 + "\\n-----END CERTIFICATE-----\\n\"";
  }

  private static byte[] sign(
      String issuer, String subject, BigInteger serial, KeyPair key, KeyPair issuerKey)
      throws OperatorCreationException, IOException {
    return new JcaX509v3CertificateBuilder(
            new X500Principal(issuer),
            serial,
            Date.from(ISSUED),
            Date.from(Instant.parse("2026-12-31T23:59:58Z")),
            new X500Principal(subject),
            key.getPublic())
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey.getPrivate()))
        .getEncoded();
  }
}
