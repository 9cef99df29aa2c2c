package dev.unmask.app.view;

import dev.unmask.avro.HostVerdict;
import dev.unmask.schemas.endpoint.Endpoints;
import java.util.List;
import java.util.Objects;

/**
 * What one endpoint is, as one line of CSV; the address stands alone, for those who block
 * addresses.
 */
final class HostVerdictCsv implements Rows<HostVerdict> {
  @Override
  public List<String> head() {
    return List.of(
        "ip,port,transport,endpoint,role,basis,vpn,verdict,confidence,fingerprint,asn,country,owner,observed_at");
  }

  @Override
  public String row(HostVerdict host) {
    return Csv.line(
        List.of(
            host.getEndpoint().getIp(),
            Integer.toString(host.getEndpoint().getPort()),
            host.getEndpoint().getTransport().name(),
            Endpoints.key(host.getEndpoint()),
            host.getRole().name(),
            host.getBasis().name(),
            host.getVpn().name(),
            host.getVerdict().name(),
            Double.toString(host.getConfidence()),
            host.getFingerprint(),
            Objects.toString(host.getAsn(), ""),
            Objects.requireNonNullElse(host.getCountry(), ""),
            Objects.requireNonNullElse(host.getOwner(), ""),
            Objects.toString(host.getObservedAt(), "")));
  }
}
