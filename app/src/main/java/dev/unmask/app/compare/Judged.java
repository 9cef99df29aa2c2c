package dev.unmask.app.compare;

import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of a verdict is compared; some hundred bytes where the verdict itself has thousands.
 * Immutable.
 *
 * @param fingerprint of the certificate
 * @param subject of the certificate; empty where not known
 * @param owner whom it names
 * @param kind what was decided
 * @param reason why nothing was
 * @param confidence 0 to 1
 * @param hosts in all, but for those that left
 * @param hostsByRole by name of the role, in its order
 * @param firstSeen when one of them was seen first
 * @param lastSeen when one of them was seen last
 * @param digest over all that the verdict says
 */
public record Judged(
    String fingerprint,
    String subject,
    Optional<String> owner,
    VerdictKind kind,
    Optional<InconclusiveReason> reason,
    double confidence,
    long hosts,
    SortedMap<String, Long> hostsByRole,
    Optional<Instant> firstSeen,
    Optional<Instant> lastSeen,
    String digest) {

  /** Keeps a copy of the counts. */
  public Judged {
    hostsByRole = Collections.unmodifiableSortedMap(new TreeMap<>(hostsByRole));
  }

  /** What is compared of this verdict. */
  public static Judged of(Verdict verdict) {
    return new Judged(
        verdict.getFingerprint(),
        verdict.getSubject(),
        Optional.ofNullable(verdict.getOwner()),
        verdict.getKind(),
        Optional.ofNullable(verdict.getReason()),
        verdict.getConfidence(),
        verdict.getHosts().getTotal(),
        new TreeMap<>(verdict.getHosts().getByRole()),
        Optional.ofNullable(verdict.getFirstSeen()),
        Optional.ofNullable(verdict.getLastSeen()),
        verdict.getDigest());
  }

  /** As far as people tell one from another: in thousandths. */
  long thousandths() {
    return Math.round(confidence * 1000);
  }

  /** Whether its hosts may have been seen in the stretch. */
  boolean seenIn(Stretch stretch) {
    return firstSeen.isEmpty()
        || lastSeen.isEmpty()
        || stretch.touches(firstSeen.get(), lastSeen.get());
  }
}
