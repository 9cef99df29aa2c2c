package dev.unmask.enrich.chain;

import java.util.List;

/** Which of several certificates the others are there to vouch for. */
final class Leaf {

  private Leaf() {}

  /**
   * The first, as TLS has it (RFC 8446 4.4.2), unless it issued another one of them: then the order
   * was lost on the way, and it is the first that issued none, preferably one that may not issue.
   */
  static ParsedCertificate of(List<ParsedCertificate> shown) {
    ParsedCertificate first = shown.get(0);
    if (!issuedAnother(first, shown)) {
      return first;
    }
    List<ParsedCertificate> childless =
        shown.stream().filter(one -> !issuedAnother(one, shown)).toList();
    return childless.stream()
        .filter(one -> !one.mayIssue())
        .findFirst()
        .or(() -> childless.stream().findFirst())
        .orElse(first);
  }

  /** By name: this only chooses where to begin; the path is built by signatures. */
  private static boolean issuedAnother(ParsedCertificate one, List<ParsedCertificate> shown) {
    return one.mayIssue()
        && shown.stream()
            .anyMatch(
                other ->
                    !other.sha256().equals(one.sha256())
                        && other.issuer().equals(one.subject())
                        && !other.subject().equals(one.subject()));
  }
}
