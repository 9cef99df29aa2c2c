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
 * @param observation the one that the first sample host was judged by, or none where the topic has
 *     lost it
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
}
