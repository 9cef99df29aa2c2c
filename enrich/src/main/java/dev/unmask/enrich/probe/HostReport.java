package dev.unmask.enrich.probe;

import dev.unmask.avro.ApplicationProbe;
import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.TlsProbe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the probes of one host saw. A probe that its tier does not plan is absent; one that was
 * planned is always there, with an outcome.
 *
 * @param finishedAt when the last probe ended
 * @param probes their records, in the order of the probes
 * @param chain the certificates that the host showed first, DER, in its order, possibly malformed;
 *     {@code tls.chain} has their SHA-256. Not to be changed by who reads it
 * @param shown every certificate that it showed to any probe, once each
 * @param connections TCP connections that were begun, and ports that datagrams were sent to
 * @param bytesRead of all connections together
 * @param bytesSent of all connections together
 */
public record HostReport(
    Instant finishedAt,
    List<SpecificRecord> probes,
    List<byte[]> chain,
    List<byte[]> shown,
    int connections,
    long bytesRead,
    long bytesSent) {

  public HostReport {
    probes = List.copyOf(probes);
    chain = List.copyOf(chain);
    shown = List.copyOf(shown);
  }

  /** The record of a probe of which there is one. */
  public <R extends SpecificRecord> Optional<R> probe(Class<R> type) {
    return all(type).stream().findFirst();
  }

  /** The records of one kind. */
  public <R extends SpecificRecord> List<R> all(Class<R> type) {
    return probes.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** This report, with what another visit of the host showed and cost besides. */
  public HostReport with(HostReport other) {
    var all = new ArrayList<>(shown);
    other.shown.stream()
        .filter(one -> shown.stream().noneMatch(known -> Arrays.equals(known, one)))
        .forEach(all::add);
    return new HostReport(
        finishedAt.isAfter(other.finishedAt) ? finishedAt : other.finishedAt,
        probes,
        chain,
        all,
        connections + other.connections,
        bytesRead + other.bytesRead,
        bytesSent + other.bytesSent);
  }

  public Optional<TlsProbe> tls() {
    return probe(TlsProbe.class);
  }

  public Optional<LivenessProbe> liveness() {
    return probe(LivenessProbe.class);
  }

  public Optional<ApplicationProbe> application() {
    return probe(ApplicationProbe.class);
  }

  public List<OpenVpnProbe> openVpn() {
    return all(OpenVpnProbe.class);
  }
}
