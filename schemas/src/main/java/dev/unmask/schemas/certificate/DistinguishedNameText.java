package dev.unmask.schemas.certificate;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * A distinguished name as text (RFC 4514), the last of its sequence first. Attributes and values
 * are cut before they are escaped: BouncyCastle's escaping takes time by the square of a value's
 * length.
 */
final class DistinguishedNameText {

  private static final int LONGEST_NAME = 1_024;
  private static final int LONGEST_VALUE = 1_024;
  private static final int MOST_ATTRIBUTES = 256;

  private DistinguishedNameText() {}

  static String of(X500Name name) {
    List<RDN> lastFirst = Arrays.asList(name.getRDNs());
    Collections.reverse(lastFirst);
    RDN[] shown =
        lastFirst.stream()
            .limit(MOST_ATTRIBUTES)
            .map(DistinguishedNameText::shortened)
            .toArray(RDN[]::new);
    return Text.cut(new X500Name(BCStyle.INSTANCE, shown).toString(), LONGEST_NAME);
  }

  /** The text of one value. */
  static String of(ASN1Encodable value) {
    return IETFUtils.valueToString(shortened(value));
  }

  private static RDN shortened(RDN attributes) {
    return new RDN(
        Arrays.stream(attributes.getTypesAndValues())
            .limit(MOST_ATTRIBUTES)
            .map(one -> new AttributeTypeAndValue(one.getType(), shortened(one.getValue())))
            .toArray(AttributeTypeAndValue[]::new));
  }

  private static ASN1Encodable shortened(ASN1Encodable value) {
    if (value instanceof ASN1String text && text.getString().length() > LONGEST_VALUE) {
      return new DERUTF8String(Text.cut(text.getString(), LONGEST_VALUE));
    }
    return value;
  }
}
