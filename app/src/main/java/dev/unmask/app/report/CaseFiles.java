package dev.unmask.app.report;

import dev.unmask.app.read.TopicReader;
import dev.unmask.avro.Certificate;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Observation;
import dev.unmask.avro.TlsProbe;
import dev.unmask.avro.Verdict;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.endpoint.Endpoints;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/** Collects what a case file tells of from the topics of one cluster. Each call reads anew. */
final class CaseFiles {
  /** A sent chain is longer only where somebody plays games. */
  private static final int MAX_CHAIN = 10;

  private final KafkaConnection connection;

  CaseFiles(KafkaConnection connection) {
    this.connection = connection;
  }

  /**
   * The case file of a verdict.
   *
   * @throws KafkaException if the cluster does not answer
   */
  CaseFile of(Verdict verdict) {
    List<HostVerdict> hosts = hosts(verdict);
    Optional<Observation> observation = CaseFile.witness(verdict, hosts).flatMap(this::observation);
    return new CaseFile(
        verdict, revisions(verdict), hosts, observation, chain(verdict, observation));
  }

  private List<Verdict> revisions(Verdict verdict) {
    try (TopicReader<Verdict> reader =
        new TopicReader<>(connection, connection.topics().verdicts())) {
      return reader.history(verdict.getFingerprint());
    }
  }

  private List<HostVerdict> hosts(Verdict verdict) {
    List<String> sampled =
        verdict.getSamples().stream().flatMap(sample -> sample.getEndpoints().stream()).toList();
    try (TopicReader<HostVerdict> reader =
        new TopicReader<>(connection, connection.topics().hostVerdicts())) {
      Set<String> wanted = Set.copyOf(sampled);
      Map<String, HostVerdict> table =
          reader.table(host -> wanted.contains(Endpoints.key(host.getEndpoint())));
      return sampled.stream().filter(table::containsKey).map(table::get).toList();
    }
  }

  private Optional<Observation> observation(HostVerdict host) {
    try (TopicReader<Observation> reader =
        new TopicReader<>(connection, connection.topics().observations())) {
      return reader.at(Endpoints.key(host.getEndpoint()), host.getObservedAt());
    }
  }

  private List<Certificate> chain(Verdict verdict, Optional<Observation> observation) {
    List<String> shown =
        observation.map(CaseFiles::shown).orElse(List.of(verdict.getFingerprint()));
    Set<String> wanted = shown.stream().limit(MAX_CHAIN).collect(Collectors.toSet());
    try (TopicReader<Certificate> reader =
        new TopicReader<>(connection, connection.topics().certificates())) {
      Map<String, Certificate> table =
          reader.table(certificate -> wanted.contains(certificate.getSha256()));
      return shown.stream().distinct().filter(table::containsKey).map(table::get).toList();
    }
  }

  private static List<String> shown(Observation observation) {
    TlsProbe tls = observation.getTls();
    return tls == null || tls.getChain().isEmpty() ? observation.getBannerChain() : tls.getChain();
  }
}
