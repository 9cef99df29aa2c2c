package dev.unmask.app.report;

import dev.unmask.avro.Certificate;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Observation;
import dev.unmask.avro.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What a case file tells of.
 *
 * @param verdict the newest
 * @param revisions every verdict that is still in the topic, oldest first
 * @param hosts the sample hosts of the verdict, in its order
 * @param observation the one that the witness was judged by, or none where the topic has lost it
 * @param chain the certificates that this host showed, leaf first; of one that is not known no
 *     entry
 */
record CaseFile(
    Verdict verdict,
    List<Verdict> revisions,
    List<HostVerdict> hosts,
    Optional<Observation> observation,
    List<Certificate> chain) {
  CaseFile {
    revisions = List.copyOf(revisions);
    hosts = List.copyOf(hosts);
    chain = List.copyOf(chain);
  }

  /** The first sample host that shows the certificate now. */
  static Optional<HostVerdict> witness(Verdict verdict, List<HostVerdict> hosts) {
    return hosts.stream()
        .filter(host -> host.getFingerprint().equals(verdict.getFingerprint()))
        .findFirst();
  }

  Optional<HostVerdict> witness() {
    return witness(verdict, hosts);
  }
}
