package dev.unmask.classify.topology;

import dev.unmask.avro.Certificate;
import dev.unmask.avro.Hint;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Verdict;
import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.topology.message.CertificateKnown;
import dev.unmask.classify.topology.message.Finding;
import dev.unmask.classify.topology.message.FirstSeen;
import dev.unmask.classify.topology.message.FromLatest;
import dev.unmask.classify.topology.message.HintIssued;
import dev.unmask.classify.topology.message.RoleFound;
import dev.unmask.classify.topology.message.ToFingerprint;
import dev.unmask.classify.topology.message.Told;
import dev.unmask.classify.topology.message.VerdictIssued;
import java.util.List;
import java.util.Optional;

/** What goes into the branches of the topology. Pure. */
final class Findings {

  private Findings() {}

  static List<Verdict> verdicts(Finding finding) {
    return finding instanceof VerdictIssued issued ? List.of(issued.verdict()) : List.of();
  }

  static List<Hint> hints(Finding finding) {
    return finding instanceof HintIssued issued ? List.of(issued.hint()) : List.of();
  }

  static List<ToFingerprint> moves(FromLatest said) {
    return said instanceof ToFingerprint move ? List.of(move) : List.of();
  }

  /** Of a host that is gone a tombstone. */
  @SuppressWarnings("NullAway") // a tombstone is null, by Kafka's contract
  static HostVerdict tombstone(FromLatest gone) {
    return null;
  }

  static List<RoleFound> roles(Finding finding) {
    return finding instanceof RoleFound found ? List.of(found) : List.of();
  }

  static List<HostVerdict> hosts(Told told) {
    return told instanceof Told.Host host ? List.of(host.verdict()) : List.of();
  }

  static List<String> indicators(Told told) {
    return told instanceof Told.Indicator indicator ? List.of(indicator.json()) : List.of();
  }

  static List<ToFingerprint> firstSeen(Verdict verdict) {
    return Optional.ofNullable(verdict.getFirstSeen())
        .map(first -> List.<ToFingerprint>of(new FirstSeen(first.toEpochMilli())))
        .orElse(List.of());
  }

  static ToFingerprint known(Certificate certificate) {
    return new CertificateKnown(CertificateSummary.of(certificate));
  }
}
