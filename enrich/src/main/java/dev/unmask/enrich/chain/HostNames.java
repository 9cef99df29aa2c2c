package dev.unmask.enrich.chain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Whether a certificate is valid for a host name (RFC 6125 6, RFC 9525 6.3): one of its dNSNames,
 * or where it has none its common name, equals it; a wildcard stands for the whole left-most label.
 */
final class HostNames {

  /** Of other letters some become ASCII in lower case, the Kelvin sign for one. */
  private static final Pattern ASCII = Pattern.compile("[!-~]{1,254}");

  private HostNames() {}

  static boolean match(X509CertificateHolder certificate, String name) {
    String wanted = normal(name);
    return presented(certificate).stream()
        .filter(pattern -> ASCII.matcher(pattern).matches())
        .anyMatch(pattern -> matches(normal(pattern), wanted));
  }

  /** Both in lower case and without a final dot. */
  static boolean matches(String pattern, String name) {
    if (!pattern.startsWith("*.")) {
      return pattern.equals(name);
    }
    int dot = name.indexOf('.');
    String rest = pattern.substring(2);
    return dot > 0 && rest.indexOf('.') > 0 && name.substring(dot + 1).equals(rest);
  }

  private static List<String> presented(X509CertificateHolder certificate) {
    List<String> dnsNames = dnsNames(certificate);
    return dnsNames.isEmpty() ? commonNames(certificate) : dnsNames;
  }

  private static List<String> dnsNames(X509CertificateHolder certificate) {
    return Optional.ofNullable(certificate.getExtensions())
        .map(
            extensions -> GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName))
        .map(GeneralNames::getNames)
        .stream()
        .flatMap(Arrays::stream)
        .filter(general -> general.getTagNo() == GeneralName.dNSName)
        .map(general -> general.getName().toString())
        .toList();
  }

  private static List<String> commonNames(X509CertificateHolder certificate) {
    return Arrays.stream(certificate.getSubject().getRDNs(BCStyle.CN))
        .map(RDN::getFirst)
        .map(AttributeTypeAndValue::getValue)
        .filter(ASN1String.class::isInstance)
        .map(value -> ((ASN1String) value).getString())
        .toList();
  }

  private static String normal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
