package dev.unmask.enrich.chain;

import dev.unmask.schemas.certificate.CertificateFacts;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * A name, equal to another if RFC 5280 7.1 says so: the same attributes in the same order, whatever
 * their string type, the case of their ASCII letters and their runs of spaces. BouncyCastle's own
 * comparison does not mind the order, and takes time by the square of a name's length.
 */
final class DistinguishedName {

  private final X500Name name;
  private final String canonical;

  DistinguishedName(X500Name name) {
    this.name = name;
    this.canonical =
        Arrays.stream(name.getRDNs())
            .map(DistinguishedName::canonical)
            .collect(Collectors.joining());
  }

  X500Name name() {
    return name;
  }

  /** A set (X.501 9.3); lengths keep one attribute from looking like two. */
  private static String canonical(RDN attributes) {
    return Arrays.stream(attributes.getTypesAndValues())
        .map(DistinguishedName::canonical)
        .sorted()
        .collect(Collectors.joining("+", "/", ""));
  }

  private static String canonical(AttributeTypeAndValue attribute) {
    String value = canonical(attribute.getValue());
    return attribute.getType().getId() + "=" + value.length() + ":" + value;
  }

  private static String canonical(ASN1Encodable value) {
    if (value instanceof ASN1String text) {
      return folded(text.getString());
    }
    try {
      return "#" + HexFormat.of().formatHex(value.toASN1Primitive().getEncoded());
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("a value that is no ASN.1", unreadable);
    }
  }

  /** RFC 4518 2.2 and 2.6.1, as far as ASCII goes. */
  private static String folded(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (char c : text.strip().toCharArray()) {
      boolean spaceAgain = c == ' ' && folded.charAt(folded.length() - 1) == ' ';
      if (!spaceAgain) {
        folded.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
      }
    }
    return folded.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DistinguishedName that && canonical.equals(that.canonical);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode();
  }

  /** As the facts of a certificate tell it. */
  @Override
  public String toString() {
    return CertificateFacts.name(name);
  }
}
