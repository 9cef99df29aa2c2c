package dev.unmask.enrich.chain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is true of a chain at any time. Which of its paths is the best depends on the time.
 *
 * @param leaf empty where the first certificate cannot be read
 * @param complaint why not; empty where there is a leaf
 * @param paths all that were found from the leaf, in the order of the search; at least one where
 *     there is a leaf
 * @param parsedBytes about what its parsed certificates take
 */
record Chain(
    Optional<ParsedCertificate> leaf,
    String complaint,
    List<CertificatePath> paths,
    int parsedBytes) {

  Chain {
    paths = List.copyOf(paths);
  }

  static Chain malformed(String complaint) {
    return new Chain(Optional.empty(), complaint, List.of(), 0);
  }

  /** Of those that are equally good the one that was found first. */
  CertificatePath best(Instant at) {
    Comparator<CertificatePath> merit = CertificatePath.byMerit(at);
    return paths.stream()
        .reduce((best, next) -> merit.compare(next, best) > 0 ? next : best)
        .orElseThrow();
  }
}
