package dev.unmask.enrich.chain;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.unmask.schemas.certificate.CertificateFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads chains and searches their paths, and remembers both by SHA-256: a cluster's hosts all show
 * the same. What it remembers is bounded in bytes, whatever hosts show. Safe from any thread.
 */
final class Chains {

  private static final int MOST_CERTIFICATES = 20;
  private static final long REMEMBERED_BYTES = 16L * 1024 * 1024;

  /** What a parsed certificate takes, as a multiple of its DER. */
  private static final int PARSED = 8;

  /** What an entry takes besides, and each certificate of a path. */
  private static final int ENTRY = 512;

  private final TrustStores stores;
  private final Signatures signatures = new Signatures();
  private final Cache<String, Parsing> parsed =
      Caffeine.newBuilder()
          .maximumWeight(REMEMBERED_BYTES)
          .weigher((String sha256, Parsing parsing) -> parsing.weight())
          .build();
  private final Cache<Shown, Chain> read =
      Caffeine.newBuilder()
          .maximumWeight(REMEMBERED_BYTES)
          .weigher((Shown shown, Chain chain) -> weight(shown, chain))
          .build();

  /** A certificate, or why it is none. */
  private record Parsing(Optional<ParsedCertificate> certificate, String complaint, int weight) {}

  /** All that a chain's paths depend on but the stores. */
  private record Shown(List<String> sha256, Set<String> ownersIssuers) {}

  Chains(TrustStores stores) {
    this.stores = stores;
  }

  /**
   * Reads a chain; exceptions may come of hostile ones, of any kind.
   *
   * @param ders the leaf first; at most 20 different ones are looked at
   * @param ownersIssuers SHA-256 of the keys of CAs that are anchors too
   */
  Chain of(List<byte[]> ders, Set<String> ownersIssuers) {
    Map<String, byte[]> distinct = new LinkedHashMap<>();
    for (byte[] der : ders) {
      if (distinct.size() < MOST_CERTIFICATES) {
        distinct.putIfAbsent(CertificateFacts.sha256(der), der);
      }
    }
    Shown shown = new Shown(List.copyOf(distinct.keySet()), ownersIssuers);
    return read.get(shown, unknown -> readAnew(distinct, ownersIssuers));
  }

  private Chain readAnew(Map<String, byte[]> distinct, Set<String> ownersIssuers) {
    List<Parsing> parsings = new ArrayList<>();
    distinct.forEach((sha256, der) -> parsings.add(parse(sha256, der)));
    if (parsings.isEmpty()) {
      return Chain.malformed("no certificate");
    }
    Optional<ParsedCertificate> leaf = parsings.get(0).certificate();
    if (leaf.isEmpty()) {
      return Chain.malformed(parsings.get(0).complaint());
    }
    List<ParsedCertificate> certificates =
        parsings.stream().flatMap(parsing -> parsing.certificate().stream()).toList();
    return new Chain(
        leaf,
        "",
        new PathSearch(certificates, stores, signatures, ownersIssuers).from(leaf.get()),
        parsings.stream().mapToInt(Parsing::weight).sum());
  }

  private Parsing parse(String sha256, byte[] der) {
    return parsed.get(sha256, unknown -> parseAnew(der));
  }

  private static Parsing parseAnew(byte[] der) {
    try {
      ParsedCertificate certificate = ParsedCertificate.parse(der);
      return new Parsing(Optional.of(certificate), "", PARSED * der.length);
    } catch (Exception | StackOverflowError | OutOfMemoryError hostile) {
      return new Parsing(Optional.empty(), String.valueOf(hostile.getMessage()), 2 * ENTRY);
    }
  }

  private static int weight(Shown shown, Chain chain) {
    int entries = shown.sha256().size() + shown.ownersIssuers().size();
    int steps = chain.paths().stream().mapToInt(path -> path.certificates().size()).sum();
    return ENTRY * (1 + entries + steps) + chain.parsedBytes();
  }
}
