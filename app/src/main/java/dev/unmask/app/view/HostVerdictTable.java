package dev.unmask.app.view;

import dev.unmask.avro.HostVerdict;
import dev.unmask.schemas.endpoint.Endpoints;
import java.util.List;
import java.util.Locale;

/** What one endpoint is, as one line of a table. */
final class HostVerdictTable implements Rows<HostVerdict> {
  private static final String LINE = "%-26s  %-15s  %-8s  %-18s  %10s  %-7s  %s";

  @Override
  public List<String> head() {
    return List.of(
        String.format(
            Locale.ROOT, LINE, "ENDPOINT", "ROLE", "BASIS", "VPN", "NETWORK", "COUNTRY", "SEEN"));
  }

  @Override
  public String row(HostVerdict host) {
    return String.format(
            Locale.ROOT,
            LINE,
            Escape.terminal(Endpoints.key(host.getEndpoint())),
            host.getRole(),
            host.getBasis(),
            host.getVpn(),
            host.getAsn() == null ? "-" : "AS" + host.getAsn(),
            Words.orDash(host.getCountry()),
            Words.time(host.getObservedAt()))
        .stripTrailing();
  }
}
