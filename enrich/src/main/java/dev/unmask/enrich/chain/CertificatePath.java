package dev.unmask.enrich.chain;

import dev.unmask.avro.Anchor;
import dev.unmask.avro.PathValidity;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A path from a leaf upwards, every signature of it verified.
 *
 * @param certificates leaf first
 * @param anchors all that it leads to
 * @param end why it goes no further
 * @param forbidden what forbids it, where that is its end
 */
record CertificatePath(
    List<ParsedCertificate> certificates,
    Set<Anchor> anchors,
    End end,
    Optional<String> forbidden) {

  /** Why a path goes no further. */
  enum End {
    /** At a root of a store. */
    STORE,
    /** At a root of a store, by a way that a certificate of it forbids: the root is no anchor. */
    FORBIDDEN,
    /** At a certificate that is signed with its own key, in no store. */
    SELF_SIGNED,
    /** Nobody of the issuer's name is at hand. */
    NO_ISSUER,
    /** Somebody of the issuer's name is, who may not issue, or did not. */
    WRONG_ISSUER,
    /** At the limit of length or of work. */
    LIMIT
  }

  CertificatePath {
    certificates = List.copyOf(certificates);
    anchors = Set.copyOf(anchors);
  }

  /** Every certificate counts, the root too: the JDK's PKIX passes over an anchor's dates. */
  PathValidity validityAt(Instant at) {
    boolean expired = certificates.stream().anyMatch(one -> at.isAfter(one.notAfter()));
    boolean early = certificates.stream().anyMatch(one -> at.isBefore(one.notBefore()));
    if (expired) {
      return PathValidity.EXPIRED;
    }
    return early ? PathValidity.NOT_YET_VALID : PathValidity.VALID;
  }

  /** Whether there was a moment at which every certificate was valid. */
  boolean wasOnceValid() {
    Instant from =
        certificates.stream()
            .map(ParsedCertificate::notBefore)
            .max(Instant::compareTo)
            .orElseThrow();
    Instant to =
        certificates.stream()
            .map(ParsedCertificate::notAfter)
            .min(Instant::compareTo)
            .orElseThrow();
    return !to.isBefore(from);
  }

  /** Greatest is best: anchored, valid, once valid, more anchors, shorter, then by fingerprints. */
  static Comparator<CertificatePath> byMerit(Instant at) {
    return Comparator.comparing((CertificatePath path) -> !path.anchors.isEmpty())
        .thenComparing(path -> path.end == End.STORE)
        .thenComparing(path -> path.validityAt(at) == PathValidity.VALID)
        .thenComparing(CertificatePath::wasOnceValid)
        .thenComparing(path -> path.anchors.size())
        .thenComparing(path -> path.end == End.SELF_SIGNED)
        .thenComparing(path -> -path.certificates.size())
        .thenComparing(CertificatePath::fingerprints);
  }

  private String fingerprints() {
    return String.join(" ", certificates.stream().map(ParsedCertificate::sha256).toList());
  }

  static Set<Anchor> none() {
    return EnumSet.noneOf(Anchor.class);
  }
}
