package dev.unmask.schemas.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Certificate;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class CertificateFactsTest {

  private static final Instant NOT_BEFORE = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant NOT_AFTER = Instant.parse("2021-05-09T23:28:13Z");

  private final KeyPair key = key("EC", 256);

  @Test
  void facts_come_from_the_der() throws Exception {
    byte[] der = certificate("C=NL,O=Example,CN=www.Example.org", "CN=Example CA", key);

    Certificate facts = CertificateFacts.of(der);

    assertThat(facts.getParseError()).isNull();
    assertThat(facts.getSha256()).isEqualTo(sha256(der));
    assertThat(facts.getDer().array()).isEqualTo(der);
    assertThat(facts.getCommonName()).isEqualTo("www.Example.org");
    assertThat(facts.getSubject()).isEqualTo("CN=www.Example.org,O=Example,C=NL");
    assertThat(facts.getIssuer()).isEqualTo("CN=Example CA");
    assertThat(facts.getSerialNumber()).isEqualTo("1a2b3c");
    assertThat(facts.getNotBefore()).isEqualTo(NOT_BEFORE);
    assertThat(facts.getNotAfter()).isEqualTo(NOT_AFTER);
    assertThat(facts.getKeyType()).isEqualTo("EC");
    assertThat(facts.getKeyBits()).isEqualTo(256);
    assertThat(facts.getSpkiSha256()).isEqualTo(sha256(key.getPublic().getEncoded()));
    assertThat(facts.getDnsNames()).containsExactly("www.example.org", "*.example.org");
    assertThat(facts.getIpAddresses()).containsExactly("192.0.2.7");
    assertThat(facts.getCa()).isTrue();
    assertThat(facts.getSelfSigned()).isFalse();
  }

  @Test
  void self_signed_is_what_its_own_key_verifies() throws Exception {
    String name = "CN=www.bing.com";

    assertThat(CertificateFacts.of(certificate(name, name, key)).getSelfSigned()).isTrue();
    assertThat(CertificateFacts.of(certificate(name, name, key("EC", 256))).getSelfSigned())
        .isFalse();
  }

  @Test
  void an_rsa_key_is_told_by_its_modulus() throws Exception {
    KeyPair rsa = key("RSA", 2048);
    byte[] der =
        new JcaX509v3CertificateBuilder(
                new X500Name("CN=a"),
                BigInteger.ONE,
                Date.from(NOT_BEFORE),
                Date.from(NOT_AFTER),
                new X500Name("CN=a"),
                rsa.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withRSA").build(rsa.getPrivate()))
            .getEncoded();

    Certificate facts = CertificateFacts.of(der);

    assertThat(facts.getKeyType()).isEqualTo("RSA");
    assertThat(facts.getKeyBits()).isEqualTo(2048);
    assertThat(facts.getSignatureAlgorithm()).isEqualTo("SHA256WITHRSA");
    assertThat(facts.getSelfSigned()).isTrue();
  }

  @Test
  void control_characters_in_a_name_are_shown_and_not_obeyed() throws Exception {
    Certificate facts =
        CertificateFacts.of(certificate("CN=a\u202Eb\u0007c", "CN=Example CA", key));

    assertThat(facts.getCommonName()).isEqualTo("a\\u202Eb\\u0007c");
  }

  @Test
  void what_does_not_parse_keeps_its_bytes_and_says_why() {
    byte[] garbage = {0x30, (byte) 0x82, 0x7f};

    Certificate facts = CertificateFacts.of(garbage);

    assertThat(facts.getParseError()).isNotBlank();
    assertThat(facts.getSha256()).isEqualTo(sha256(garbage));
    assertThat(facts.getDer().array()).isEqualTo(garbage);
  }

  @Test
  void no_mutation_of_a_certificate_makes_it_fail_or_changes_its_hash() throws Exception {
    byte[] whole = certificate("CN=www.example.org", "CN=Example CA", key);
    Random random = new Random(17);

    for (int i = 0; i < 5_000; i++) {
      byte[] mutated = whole.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }

      assertThat(CertificateFacts.of(mutated).getSha256()).isEqualTo(sha256(mutated));
    }
  }

  /** A certificate of {@link #key}, signed by {@code signer}. */
  private byte[] certificate(String subject, String issuer, KeyPair signer) throws Exception {
    return new JcaX509v3CertificateBuilder(
            new X500Name(issuer),
            new BigInteger("1a2b3c", 16),
            Date.from(NOT_BEFORE),
            Date.from(NOT_AFTER),
            new X500Name(subject),
            key.getPublic())
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
        .addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(
                new GeneralName[] {
                  new GeneralName(GeneralName.dNSName, "WWW.example.org"),
                  new GeneralName(GeneralName.dNSName, "*.example.org"),
                  new GeneralName(GeneralName.iPAddress, "192.0.2.7")
                }))
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate()))
        .getEncoded();
  }

  private static KeyPair key(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
