package dev.unmask.enrich.probe;

import dev.unmask.avro.ApplicationProbe;
import dev.unmask.avro.LivenessProbe;
import dev.unmask.avro.OpenVpnProbe;
import dev.unmask.avro.TlsProbe;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the probes of one host saw. A probe that its tier does not plan is absent; one that was
 * planned is always there, with an outcome.
 *
 * @param finishedAt when the last probe ended
 * @param chain the certificates that the host showed, DER, in its order, possibly malformed; {@code
 *     tls.chain} has their SHA-256. Not to be changed by who reads it
 * @param connections TCP connections that were begun
 */
public record HostReport(
    Instant finishedAt,
    Optional<TlsProbe> tls,
    Optional<LivenessProbe> liveness,
    Optional<ApplicationProbe> application,
    List<OpenVpnProbe> openVpn,
    List<byte[]> chain,
    int connections) {

  public HostReport {
    openVpn = List.copyOf(openVpn);
    chain = List.copyOf(chain);
  }
}
