package dev.unmask.enrich.probe.peers;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates: {@code Pki.root("Root").issue("CA").leaf("www.example.com")}. */
public final class Pki {

  private static final AtomicLong SERIAL = new AtomicLong(1);

  private final KeyPair keys;
  private final X509Certificate certificate;
  private final Optional<Pki> above;

  private Pki(KeyPair keys, X509Certificate certificate, Optional<Pki> above) {
    this.keys = keys;
    this.certificate = certificate;
    this.above = above;
  }

  /** Certificates to be made otherwise than usual. */
  public static Recipe recipe(String commonName) {
    return new Recipe(commonName);
  }

  public static Pki root(String name) {
    return recipe(name).ca().selfSigned();
  }

  public Pki issue(String name) {
    return recipe(name).ca().signedBy(this);
  }

  /** A server's identity with a chain up to the root, the root included. */
  public Identity leaf(String dnsName) {
    return recipe(dnsName).dnsNames(dnsName).signedBy(this).identity();
  }

  public X509Certificate certificate() {
    return certificate;
  }

  public byte[] der() {
    return new Identity(keys.getPrivate(), List.of(certificate)).ders().get(0);
  }

  public KeyPair keys() {
    return keys;
  }

  /** With the chain up to the root, the root included. */
  public Identity identity() {
    List<X509Certificate> chain = new ArrayList<>();
    Optional<Pki> at = Optional.of(this);
    while (at.isPresent()) {
      chain.add(at.get().certificate);
      at = at.get().above;
    }
    return new Identity(keys.getPrivate(), chain);
  }

  private static KeyPair newKeys(String algorithm, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(size);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** How to make one certificate; telling defaults. */
  public static final class Recipe {
    private final String commonName;
    private Instant notBefore = Instant.now().minus(1, ChronoUnit.DAYS);
    private Instant notAfter = Instant.now().plus(365, ChronoUnit.DAYS);
    private boolean ca;
    private Optional<Integer> pathLength = Optional.empty();
    private List<String> dnsNames = List.of();
    private Optional<KeyPair> keys = Optional.empty();
    private final List<Extra> extensions = new ArrayList<>();
    private int padding;

    private record Extra(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {}

    private Recipe(String commonName) {
      this.commonName = commonName;
    }

    public Recipe ca() {
      ca = true;
      return this;
    }

    public Recipe pathLength(int most) {
      pathLength = Optional.of(most);
      return ca();
    }

    public Recipe valid(String from, String to) {
      notBefore = Instant.parse(from + "T00:00:00Z");
      notAfter = Instant.parse(to + "T00:00:00Z");
      return this;
    }

    public Recipe dnsNames(String... names) {
      dnsNames = List.of(names);
      return this;
    }

    /** Any extension, critical or not. */
    public Recipe extension(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
      extensions.add(new Extra(id, critical, value));
      return this;
    }

    /** RSA keys are slow to make, and what old servers have. */
    public Recipe rsa(int bits) {
      keys = Optional.of(newKeys("RSA", bits));
      return this;
    }

    public Recipe keys(KeyPair given) {
      keys = Optional.of(given);
      return this;
    }

    /** Makes it larger by about so many bytes. */
    public Recipe padding(int bytes) {
      padding = bytes;
      return this;
    }

    public Pki selfSigned() {
      KeyPair own = ownKeys();
      return new Pki(own, make(own.getPublic(), own, "CN=" + commonName), Optional.empty());
    }

    public Pki signedBy(Pki issuer) {
      KeyPair own = ownKeys();
      String name = issuer.certificate.getSubjectX500Principal().getName();
      return new Pki(own, make(own.getPublic(), issuer.keys, name), Optional.of(issuer));
    }

    /** Bears another's name as issuer, and is signed by a stranger. */
    public Pki claiming(Pki issuer) {
      KeyPair own = ownKeys();
      String name = issuer.certificate.getSubjectX500Principal().getName();
      return new Pki(own, make(own.getPublic(), newKeys("EC", 256), name), Optional.of(issuer));
    }

    private KeyPair ownKeys() {
      return keys.orElseGet(() -> newKeys("EC", 256));
    }

    private X509Certificate make(PublicKey subjectKey, KeyPair issuerKeys, String issuer) {
      try {
        JcaX509v3CertificateBuilder builder =
            new JcaX509v3CertificateBuilder(
                new X500Name(issuer),
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(notBefore),
                Date.from(notAfter),
                new X500Name("CN=" + commonName),
                subjectKey);
        extend(builder);
        String algorithm =
            issuerKeys.getPrivate().getAlgorithm().equals("RSA")
                ? "SHA256withRSA"
                : "SHA256withECDSA";
        return new JcaX509CertificateConverter()
            .getCertificate(
                builder.build(
                    new JcaContentSignerBuilder(algorithm).build(issuerKeys.getPrivate())));
      } catch (GeneralSecurityException | OperatorCreationException | IOException failed) {
        throw new IllegalStateException(failed);
      }
    }

    private void extend(JcaX509v3CertificateBuilder builder) throws IOException {
      if (ca) {
        builder.addExtension(
            Extension.basicConstraints,
            true,
            pathLength.map(BasicConstraints::new).orElseGet(() -> new BasicConstraints(true)));
      }
      if (!dnsNames.isEmpty()) {
        GeneralName[] names =
            dnsNames.stream()
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      }
      for (Extra extra : extensions) {
        builder.addExtension(extra.id(), extra.critical(), extra.value());
      }
      if (padding > 0) {
        byte[] filler = new byte[padding];
        Arrays.fill(filler, (byte) 'x');
        builder.addExtension(
            new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), false, new DEROctetString(filler));
      }
    }
  }
}
