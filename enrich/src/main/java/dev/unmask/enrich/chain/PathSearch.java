package dev.unmask.enrich.chain;

import dev.unmask.avro.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Searches the paths from a leaf (RFC 4158), whatever the order of what was shown, and whatever the
 * time. Bounded: paths of at most 10 certificates, at most 50 signatures. One object per search,
 * one thread.
 */
final class PathSearch {

  private static final int LONGEST = 10;
  private static final int MOST_SIGNATURES = 50;

  private final List<ParsedCertificate> shown;
  private final TrustStores stores;
  private final Signatures signatures;
  private final Set<String> ownersIssuers;
  private final List<ParsedCertificate> path = new ArrayList<>();
  private final List<CertificatePath> found = new ArrayList<>();
  private int verifications;

  PathSearch(
      List<ParsedCertificate> shown,
      TrustStores stores,
      Signatures signatures,
      Set<String> ownersIssuers) {
    this.shown = shown;
    this.stores = stores;
    this.signatures = signatures;
    this.ownersIssuers = ownersIssuers;
  }

  /** All that there are, in the order of the search; one at least. */
  List<CertificatePath> from(ParsedCertificate leaf) {
    path.add(leaf);
    explore(leaf);
    path.remove(path.size() - 1);
    return found;
  }

  /** A shown certificate that is itself a root ends there, and may also go on by cross-signing. */
  private void explore(ParsedCertificate top) {
    Set<Anchor> roots = anchorsOf(top);
    boolean selfSigned = top.namesItself() && verify(top, top);
    if (!roots.isEmpty()) {
      consider(CertificatePath.End.STORE, roots);
    } else if (selfSigned) {
      consider(CertificatePath.End.SELF_SIGNED, CertificatePath.none());
    }
    if (!selfSigned) {
      climb(top, roots.isEmpty());
    }
  }

  private void climb(ParsedCertificate top, boolean mustEndSomewhere) {
    List<ParsedCertificate> named = candidates(top);
    boolean limited = path.size() >= LONGEST || verifications >= MOST_SIGNATURES;
    List<ParsedCertificate> issuers =
        limited ? List.of() : named.stream().filter(issuer -> issued(issuer, top)).toList();
    for (ParsedCertificate issuer : issuers) {
      path.add(issuer);
      explore(issuer);
      path.remove(path.size() - 1);
    }
    if (issuers.isEmpty() && mustEndSomewhere) {
      consider(end(limited, named), CertificatePath.none());
    }
  }

  private static CertificatePath.End end(boolean limited, List<ParsedCertificate> named) {
    if (limited) {
      return CertificatePath.End.LIMIT;
    }
    return named.isEmpty() ? CertificatePath.End.NO_ISSUER : CertificatePath.End.WRONG_ISSUER;
  }

  /** Who bears the issuer's name, in a store or shown, and is not in the path yet. */
  private List<ParsedCertificate> candidates(ParsedCertificate certificate) {
    Stream<ParsedCertificate> roots =
        stores.named(certificate.issuer()).stream().map(TrustStores.Root::certificate);
    return Stream.concat(roots, shown.stream())
        .filter(candidate -> candidate.subject().equals(certificate.issuer()))
        .filter(candidate -> path.stream().noneMatch(one -> isSame(one, candidate)))
        .distinct()
        .toList();
  }

  /** A root may issue because it is a root: version 1 roots have no basicConstraints. */
  private boolean issued(ParsedCertificate issuer, ParsedCertificate certificate) {
    boolean may = issuer.mayIssue() || !anchorsOf(issuer).isEmpty();
    return may && intermediates() <= issuer.mostBelow() && verify(certificate, issuer);
  }

  /** Those above the leaf that are not self-issued (RFC 5280 4.2.1.9). */
  private long intermediates() {
    return path.stream().skip(1).filter(one -> !one.namesItself()).count();
  }

  private boolean verify(ParsedCertificate certificate, ParsedCertificate issuer) {
    return verifications++ < MOST_SIGNATURES && signatures.verify(certificate, issuer);
  }

  /** In which stores there is a root of this name and key. */
  private Set<Anchor> anchorsOf(ParsedCertificate certificate) {
    Set<Anchor> anchors = CertificatePath.none();
    for (TrustStores.Root root : stores.named(certificate.subject())) {
      if (isSame(root.certificate(), certificate)) {
        anchors.add(root.anchor());
      }
    }
    return anchors;
  }

  private static boolean isSame(ParsedCertificate one, ParsedCertificate other) {
    return one.sha256().equals(other.sha256());
  }

  /** Who the owner's CA is does not depend on what its certificate allows. */
  private void consider(CertificatePath.End end, Set<Anchor> roots) {
    Optional<String> forbidden = roots.isEmpty() ? Optional.empty() : Constraints.violated(path);
    Set<Anchor> anchors = CertificatePath.none();
    if (forbidden.isEmpty()) {
      anchors.addAll(roots);
    }
    if (path.stream().skip(1).anyMatch(one -> ownersIssuers.contains(one.spkiSha256()))) {
      anchors.add(Anchor.OWNER_CATALOGUE);
    }
    CertificatePath.End told = forbidden.isPresent() ? CertificatePath.End.FORBIDDEN : end;
    found.add(new CertificatePath(path, anchors, told, forbidden));
  }
}
