package dev.unmask.app.read;

import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Transport;
import dev.unmask.avro.Verdict;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.endpoint.Endpoints;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * What the pipeline has found so far, looked up by certificate or by address. Each call reads anew.
 */
public final class Findings {
  private static final int WHOLE_FINGERPRINT = 64;

  private final KafkaConnection connection;

  /** Of the cluster that the connection describes. */
  public Findings(KafkaConnection connection) {
    this.connection = connection;
  }

  /**
   * The newest verdicts on the certificates whose fingerprint begins so; a whole one is found by
   * reading one partition.
   */
  public Collection<Verdict> onCertificates(String beginning) {
    try (TopicReader<Verdict> reader =
        new TopicReader<>(connection, connection.topics().currentVerdicts())) {
      return beginning.length() == WHOLE_FINGERPRINT
          ? reader.newest(beginning).map(List::of).orElse(List.of())
          : reader.table(verdict -> verdict.getFingerprint().startsWith(beginning)).values();
    }
  }

  /** The newest verdicts that make up a case. */
  public Collection<Verdict> ofCase(String caseId) {
    try (TopicReader<Verdict> reader =
        new TopicReader<>(connection, connection.topics().currentVerdicts())) {
      return reader.table(verdict -> verdict.getCaseId().equals(caseId)).values();
    }
  }

  /** What the ports of an address are, or the one port given. */
  public Collection<HostVerdict> onAddress(String ip, OptionalInt port) {
    Predicate<HostVerdict> wanted =
        host ->
            host.getEndpoint().getIp().equals(ip)
                && (port.isEmpty() || host.getEndpoint().getPort() == port.getAsInt());
    String anyPort = Endpoints.key(Endpoints.of(ip, 0, Transport.TCP));
    try (TopicReader<HostVerdict> reader =
        new TopicReader<>(connection, connection.topics().hostVerdicts())) {
      return reader.tableAround(anyPort, wanted).values();
    }
  }

  /** The hosts that show a certificate, and those that showed it and show another now. */
  public Collection<HostVerdict> hostsOf(String fingerprint) {
    try (TopicReader<HostVerdict> reader =
        new TopicReader<>(connection, connection.topics().hostVerdicts())) {
      return reader
          .table(
              host ->
                  host.getFingerprint().equals(fingerprint)
                      || fingerprint.equals(host.getPreviousFingerprint()))
          .values();
    }
  }
}
