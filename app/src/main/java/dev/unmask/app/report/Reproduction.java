package dev.unmask.app.report;

import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Observation;
import dev.unmask.avro.TlsProbe;
import dev.unmask.schemas.endpoint.Endpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Commands by which a reader sees for oneself what the page says. */
final class Reproduction {
  /** A name from a stranger gets into a command line only if no shell can take it for more. */
  private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9.-]{1,253}");

  private Reproduction() {}

  static List<String> commands(CaseFile file) {
    String fingerprint = file.verdict().getFingerprint();
    List<String> commands = new ArrayList<>();
    commands.add("unmask explain " + fingerprint);
    commands.add("unmask hosts " + fingerprint + " --format csv");
    file.witness().ifPresent(host -> commands.addAll(probes(host, serverName(file.observation()))));
    return commands;
  }

  private static List<String> probes(HostVerdict host, Optional<String> serverName) {
    String endpoint = Endpoints.key(host.getEndpoint());
    String address = endpoint.substring(0, endpoint.indexOf('/'));
    return List.of(
        "unmask probe "
            + address
            + serverName.map(name -> " --sni " + name).orElse("")
            + " --tier 3",
        "openssl s_client -connect "
            + address
            + serverName.map(name -> " -servername " + name).orElse(" -noservername")
            + " -showcerts < /dev/null");
  }

  private static Optional<String> serverName(Optional<Observation> observation) {
    return observation
        .map(Observation::getTls)
        .map(TlsProbe::getServerName)
        .filter(name -> HOST_NAME.matcher(name).matches() && !name.startsWith("-"));
  }
}
