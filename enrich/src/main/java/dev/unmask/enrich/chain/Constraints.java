package dev.unmask.enrich.chain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;

/**
 * What the certificates of a path to a root of a store forbid: names (RFC 5280 4.2.1.10), use for a
 * TLS server (4.2.1.12, which CAs are held to as browsers do), and extensions that are critical and
 * not understood (4.2). A CA whose certificate says so may be in anybody's hands.
 */
final class Constraints {

  /** Names times subtrees that are compared for one CA; real ones stay under a tenth of it. */
  private static final long MOST_COMPARISONS = 100_000;

  private static final GeneralSubtree[] NO_SUBTREES = {};

  /** Those that are acted on here, and those that change nothing but policies or revocation. */
  private static final Set<ASN1ObjectIdentifier> UNDERSTOOD =
      Set.of(
          Extension.basicConstraints,
          Extension.keyUsage,
          Extension.extendedKeyUsage,
          Extension.nameConstraints,
          Extension.subjectAlternativeName,
          Extension.issuerAlternativeName,
          Extension.certificatePolicies,
          Extension.policyMappings,
          Extension.policyConstraints,
          Extension.inhibitAnyPolicy,
          Extension.cRLDistributionPoints,
          Extension.authorityInfoAccess);

  private Constraints() {}

  /** Why the path does not count; empty if it does. */
  static Optional<String> violated(List<ParsedCertificate> path) {
    try {
      return Stream.concat(belowRoot(path).flatMap(Constraints::unfit), misnamed(path)).findFirst();
    } catch (RuntimeException malformed) {
      return Optional.of("an extension cannot be read");
    }
  }

  /**
   * Nothing in a root's own certificate restricts its use, but names (RFC 5280 6.1.1 d, RFC 5937).
   */
  private static Stream<ParsedCertificate> belowRoot(List<ParsedCertificate> path) {
    return path.stream().limit(path.size() - 1L);
  }

  private static Stream<String> unfit(ParsedCertificate certificate) {
    Optional<Extensions> extensions = Optional.ofNullable(certificate.holder().getExtensions());
    return extensions.stream()
        .flatMap(
            found ->
                Stream.concat(
                    notForServers(found) ? Stream.of("not for TLS servers") : Stream.empty(),
                    notUnderstood(found) ? Stream.of("a critical extension") : Stream.empty()))
        .map(why -> "%s of %s".formatted(why, certificate.subject()));
  }

  private static boolean notForServers(Extensions extensions) {
    ExtendedKeyUsage usage = ExtendedKeyUsage.fromExtensions(extensions);
    return usage != null
        && !usage.hasKeyPurposeId(KeyPurposeId.id_kp_serverAuth)
        && !usage.hasKeyPurposeId(KeyPurposeId.anyExtendedKeyUsage);
  }

  private static boolean notUnderstood(Extensions extensions) {
    return Arrays.stream(extensions.getCriticalExtensionOIDs())
        .anyMatch(critical -> !UNDERSTOOD.contains(critical));
  }

  /** Every CA's constraints hold for all below it but for CAs that are self-issued (6.1.3 b). */
  private static Stream<String> misnamed(List<ParsedCertificate> path) {
    return IntStream.range(1, path.size())
        .filter(i -> !allowed(path.get(i), path.subList(0, i)))
        .mapToObj(i -> "the name constraints of " + path.get(i).subject());
  }

  private static boolean allowed(ParsedCertificate issuer, List<ParsedCertificate> below) {
    return Optional.ofNullable(issuer.holder().getExtensions())
        .map(found -> found.getExtensionParsedValue(Extension.nameConstraints))
        .map(NameConstraints::getInstance)
        .map(constraints -> allow(constraints, below))
        .orElse(true);
  }

  private static boolean allow(NameConstraints constraints, List<ParsedCertificate> below) {
    List<GeneralName> names = new ArrayList<>();
    for (int i = 0; i < below.size(); i++) {
      if (i == 0 || !below.get(i).namesItself()) {
        names.addAll(names(below.get(i)));
      }
    }
    GeneralSubtree[] permitted = orNone(constraints.getPermittedSubtrees());
    GeneralSubtree[] excluded = orNone(constraints.getExcludedSubtrees());
    long subtrees = (long) permitted.length + excluded.length;
    return subtrees * Math.max(names.size(), subtrees) <= MOST_COMPARISONS
        && allow(validator(permitted, excluded), names);
  }

  private static PKIXNameConstraintValidator validator(
      GeneralSubtree[] permitted, GeneralSubtree[] excluded) {
    PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
    if (permitted.length > 0) {
      validator.intersectPermittedSubtree(permitted);
    }
    Arrays.stream(excluded).forEach(validator::addExcludedSubtree);
    return validator;
  }

  private static boolean allow(PKIXNameConstraintValidator validator, List<GeneralName> names) {
    try {
      for (GeneralName name : names) {
        validator.checkPermitted(name);
        validator.checkExcluded(name);
      }
      return true;
    } catch (NameConstraintValidatorException forbidden) {
      return false;
    }
  }

  /** Subject, mail addresses in it, and alternative names (RFC 5280 4.2.1.10). */
  private static List<GeneralName> names(ParsedCertificate certificate) {
    List<GeneralName> names = new ArrayList<>();
    RDN[] subject = certificate.subject().name().getRDNs();
    if (subject.length > 0) {
      names.add(new GeneralName(certificate.subject().name()));
    }
    for (RDN mail :
        certificate.subject().name().getRDNs(PKCSObjectIdentifiers.pkcs_9_at_emailAddress)) {
      String address = IETFUtils.valueToString(mail.getFirst().getValue());
      names.add(new GeneralName(GeneralName.rfc822Name, address));
    }
    GeneralNames alternatives =
        GeneralNames.fromExtensions(
            certificate.holder().getExtensions(), Extension.subjectAlternativeName);
    if (alternatives != null) {
      names.addAll(List.of(alternatives.getNames()));
    }
    return names;
  }

  private static GeneralSubtree[] orNone(GeneralSubtree[] subtrees) {
    return subtrees == null ? NO_SUBTREES : subtrees;
  }
}
