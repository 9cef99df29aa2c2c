package dev.unmask.enrich.probe.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Certificates that look like ones and were made to be hard on their reader. None is signed by
 * anybody, so that none may ever be trusted.
 */
@SuppressWarnings("ImmutableEnumChecker") // A supplier that is a constant.
public enum HostileCertificates {
  NAME_WITH_NUL(() -> named("www.example.com\0.example.org")),
  NAME_RIGHT_TO_LEFT(() -> named("moc.\u202Eelpmaxe.www")),
  NAME_WITH_CONTROL_CHARACTERS(() -> named("\u001b[31mwww\r\nX: y\u0007\u009b")),
  NAME_OF_64_KIB(() -> named("a".repeat(65_536))),
  NAME_OF_SPACES(() -> named(" ".repeat(200_000))),
  NAME_OF_BACKSLASHES(() -> named("\\".repeat(200_000))),
  NAME_WITH_KELVIN_SIGN(() -> named("www.e\u212Aample.com")),
  NAMES_BY_THE_THOUSAND(
      () -> new Shape().extension(Extension.subjectAlternativeName, names(15_000))),
  ATTRIBUTES_BY_THE_THOUSAND(
      () -> new Shape().issuer(attributes(16_000, false)).subject(attributes(16_000, true))),
  ATTRIBUTES_IN_ONE_SET(() -> new Shape().subject(oneSet(16_000))),
  RSA_OF_16384_BITS(() -> new Shape().key(rsa(16_384, 17))),
  RSA_OF_100000_BITS(() -> new Shape().key(rsa(100_000, 17))),
  RSA_WITH_A_LONG_EXPONENT(() -> new Shape().key(rsa(16_384, 16_383))),
  RSA_OF_16384_BITS_SIGNING_ITSELF(() -> new Shape().key(rsa(16_384, 64)).signingItself()),
  DSA_OF_20000_BITS(() -> new Shape().key(dsa(20_000)).signingItself()),
  SERIAL_NUMBER_OF_A_MILLION_BITS(() -> new Shape().serial(number(1_000_000))),
  NESTED_DEEPLY(() -> new Shape().extension(Extension.subjectAlternativeName, nested(10_000))),
  EXTENSIONS_BY_THE_THOUSAND(() -> new Shape().extensions(8_000)),
  CONSTRAINTS_BY_THE_THOUSAND(
      () -> new Shape().extension(Extension.nameConstraints, constraints(8_000)));

  private final Supplier<Shape> shape;

  HostileCertificates(Supplier<Shape> shape) {
    this.shape = shape;
  }

  /** Itself, twice in different guises, so that each may be taken for the other's issuer. */
  public List<byte[]> chain(Pki root) {
    Shape made = shape.get();
    return List.of(made.der(1), made.der(2), root.der());
  }

  /** Its bytes. */
  public byte[] der() {
    return shape.get().der(1);
  }

  private static Shape named(String name) {
    return new Shape()
        .subject(new X500Name(new RDN[] {new RDN(BCStyle.CN, new DERUTF8String(name))}));
  }

  private static X500Name attributes(int count, boolean backwards) {
    return new X500Name(
        IntStream.range(0, count)
            .map(i -> backwards ? count - 1 - i : i)
            .mapToObj(i -> new RDN(BCStyle.OU, new DERPrintableString(Integer.toString(i, 36))))
            .toArray(RDN[]::new));
  }

  private static X500Name oneSet(int count) {
    return new X500Name(
        new RDN[] {
          new RDN(
              IntStream.range(0, count)
                  .mapToObj(i -> new DERPrintableString(Integer.toString(i, 36)))
                  .map(value -> new AttributeTypeAndValue(BCStyle.OU, value))
                  .toArray(AttributeTypeAndValue[]::new))
        });
  }

  private static GeneralNames names(int count) {
    return new GeneralNames(
        IntStream.range(0, count)
            .mapToObj(i -> new GeneralName(GeneralName.dNSName, i + ".example.org"))
            .toArray(GeneralName[]::new));
  }

  private static NameConstraints constraints(int count) {
    GeneralSubtree[] subtrees =
        IntStream.range(0, count)
            .mapToObj(i -> new GeneralName(GeneralName.dNSName, i + ".example.org"))
            .map(GeneralSubtree::new)
            .toArray(GeneralSubtree[]::new);
    return new NameConstraints(subtrees, subtrees);
  }

  private static ASN1Encodable nested(int depth) {
    byte[] at = {0x05, 0x00};
    try {
      for (int i = 0; i < depth / 100; i++) {
        at = new DEROctetString(at).getEncoded();
      }
      ASN1Encodable inner = DERNull.INSTANCE;
      for (int i = 0; i < 1_000; i++) {
        inner = new DERSequence(inner);
      }
      return new DERSequence(new ASN1Encodable[] {inner, new DEROctetString(at)});
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Odd, and by no small number divisible: no short way out for who tests it for a prime. */
  private static BigInteger number(int bits) {
    return new BigInteger(bits, new Random(31)).setBit(bits - 1).setBit(0);
  }

  private static SubjectPublicKeyInfo rsa(int bits, int exponentBits) {
    return key(
        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
        new RSAPublicKey(number(bits), number(exponentBits)));
  }

  private static SubjectPublicKeyInfo dsa(int bits) {
    BigInteger prime = number(bits);
    return key(
        new AlgorithmIdentifier(
            X9ObjectIdentifiers.id_dsa,
            new DSAParameter(prime, prime.shiftRight(1), BigInteger.TWO)),
        new ASN1Integer(prime.shiftRight(2)));
  }

  private static SubjectPublicKeyInfo key(AlgorithmIdentifier algorithm, ASN1Encodable key) {
    try {
      return new SubjectPublicKeyInfo(algorithm, key);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A certificate by its parts (RFC 5280 4.1). */
  private static final class Shape {
    private BigInteger serial = BigInteger.ONE;
    private X500Name issuer = new X500Name("CN=Nobody");
    private X500Name subject = new X500Name("CN=Nobody");
    private SubjectPublicKeyInfo key = rsa(1_024, 17);
    private AlgorithmIdentifier signedWith =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
    private final ExtensionsGenerator extensions = new ExtensionsGenerator();
    private byte[] signature = new byte[128];

    Shape serial(BigInteger number) {
      serial = number;
      return this;
    }

    Shape issuer(X500Name name) {
      issuer = name;
      return this;
    }

    Shape subject(X500Name name) {
      subject = name;
      return this;
    }

    Shape key(SubjectPublicKeyInfo info) {
      key = info;
      return this;
    }

    /** Of a form that makes a verifier begin. */
    Shape signingItself() {
      signature = number(8 * 2_047).toByteArray();
      return extension(Extension.basicConstraints, new BasicConstraints(true));
    }

    Shape extension(ASN1ObjectIdentifier id, ASN1Encodable value) {
      try {
        extensions.addExtension(id, false, value);
        return this;
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }

    Shape extensions(int count) {
      ASN1ObjectIdentifier arc = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999");
      for (int i = 0; i < count; i++) {
        extension(arc.branch(Integer.toString(i)), DERNull.INSTANCE);
      }
      return this;
    }

    @SuppressWarnings("JavaUtilDate") // BouncyCastle's type.
    byte[] der(int guise) {
      V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
      generator.setSerialNumber(new ASN1Integer(serial.add(BigInteger.valueOf(guise))));
      generator.setIssuer(issuer);
      generator.setSubject(subject);
      generator.setStartDate(new Time(new Date(0)));
      generator.setEndDate(new Time(new Date(Integer.MAX_VALUE * 1_000L)));
      generator.setSignature(signedWith);
      generator.setSubjectPublicKeyInfo(key);
      Extensions all = extensions.isEmpty() ? null : extensions.generate();
      if (all != null) {
        generator.setExtensions(all);
      }
      return encoded(generator.generateTBSCertificate());
    }

    private byte[] encoded(TBSCertificate body) {
      ASN1EncodableVector parts = new ASN1EncodableVector();
      parts.add(body);
      parts.add(signedWith);
      parts.add(new DERBitString(signature));
      try {
        return new DERSequence(parts).getEncoded();
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
  }
}
