package dev.unmask.schemas.certificate;

import dev.unmask.avro.Certificate;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.DefaultSignatureNameFinder;

/** Reads RFC 5280 certificates with BouncyCastle, which tolerates what the JDK rejects. */
final class X509Reader {

  private static final int MAX_SERIAL_BITS = 4_096;
  private static final int MAX_SAN = 500;
  private static final int MAX_DNS_NAME = 255;

  private X509Reader() {}

  static Certificate read(byte[] der) throws IOException {
    X509CertificateHolder holder = new X509CertificateHolder(der);
    SubjectPublicKeyInfo key = holder.getSubjectPublicKeyInfo();
    PublicKeySize size = PublicKeySize.of(key);
    return Certificate.newBuilder()
        .setSha256(CertificateFacts.hex(der))
        .setDer(ByteBuffer.wrap(der))
        .setSubject(DistinguishedNameText.of(holder.getSubject()))
        .setIssuer(DistinguishedNameText.of(holder.getIssuer()))
        .setSerialNumber(serialNumber(holder.getSerialNumber()))
        .setNotBefore(instant(holder.getNotBefore()))
        .setNotAfter(instant(holder.getNotAfter()))
        .setKeyType(size.type())
        .setKeyBits(size.bits())
        .setSpkiSha256(CertificateFacts.hex(key.getEncoded()))
        .setSignatureAlgorithm(
            Text.cut(
                new DefaultSignatureNameFinder().getAlgorithmName(holder.getSignatureAlgorithm()),
                100))
        .setCommonName(commonName(holder.getSubject()))
        .setDnsNames(names(holder, GeneralName.dNSName).map(X509Reader::dnsName).toList())
        .setIpAddresses(
            names(holder, GeneralName.iPAddress).flatMap(name -> address(name).stream()).toList())
        .setCa(isCa(holder))
        .setSelfSigned(SelfSignature.verifies(holder))
        .build();
  }

  private static String commonName(X500Name subject) {
    RDN[] names = subject.getRDNs(BCStyle.CN);
    return names.length == 0
        ? ""
        : Text.cut(
            DistinguishedNameText.of(names[names.length - 1].getFirst().getValue()), MAX_DNS_NAME);
  }

  /** RFC 5280 4.1.2.2: at most 20 octets, but nobody is kept from more. */
  private static String serialNumber(BigInteger number) {
    int bits = number.bitLength();
    return bits <= MAX_SERIAL_BITS
        ? number.abs().toString(16)
        : "a number of %d bits".formatted(bits);
  }

  private static Instant instant(Date date) {
    return date.toInstant();
  }

  private static Stream<GeneralName> names(X509CertificateHolder holder, int tag) {
    GeneralNames names =
        GeneralNames.fromExtensions(holder.getExtensions(), Extension.subjectAlternativeName);
    return names == null
        ? Stream.empty()
        : Stream.of(names.getNames()).filter(name -> name.getTagNo() == tag).limit(MAX_SAN);
  }

  private static String dnsName(GeneralName name) {
    return Text.cut(name.getName().toString().toLowerCase(Locale.ROOT), MAX_DNS_NAME);
  }

  private static Optional<String> address(GeneralName name) {
    byte[] octets = ASN1OctetString.getInstance(name.getName()).getOctets();
    return IpAddressName.text(octets);
  }

  private static boolean isCa(X509CertificateHolder holder) {
    BasicConstraints constraints = BasicConstraints.fromExtensions(holder.getExtensions());
    return constraints != null && constraints.isCA();
  }
}
