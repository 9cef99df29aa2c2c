package dev.unmask.app.compare;

import dev.unmask.avro.HostCounts;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Verdicts to compare: unless told otherwise, ten hosts that hide a VPN. */
public final class Judgements {
  private static final Instant FIRST = Instant.parse("2026-11-02T00:00:00Z");
  private static final Instant LAST = Instant.parse("2026-11-05T00:00:00Z");

  private Judgements() {}

  /** On the certificate with this fingerprint. */
  public static Verdict.Builder camouflage(String fingerprint) {
    return Verdict.newBuilder()
        .setFingerprint(fingerprint)
        .setSubject("CN=www.example.org")
        .setKind(VerdictKind.VPN_CAMOUFLAGE)
        .setConfidence(0.987)
        .setHosts(hosts(10))
        .setFirstSeen(FIRST)
        .setLastSeen(LAST)
        .setDigest("d1");
  }

  /** So many relays. */
  public static HostCounts hosts(long relays) {
    return HostCounts.newBuilder()
        .setTotal(relays)
        .setByRole(Map.of("HANDSHAKE_RELAY", relays))
        .build();
  }

  /** What is compared of them, by fingerprint. */
  public static SortedMap<String, Judged> table(Verdict.Builder... verdicts) {
    SortedMap<String, Judged> table = new TreeMap<>();
    for (Verdict.Builder verdict : verdicts) {
      Judged judged = Judged.of(verdict.build());
      table.put(judged.fingerprint(), judged);
    }
    return table;
  }
}
