package dev.unmask.enrich.realpeers;

import dev.unmask.enrich.probe.peers.Installed;
import java.util.List;
import java.util.Map;

/** socat as a server that greets: what SSH does, as far as a stranger sees. */
final class Socat {

  private final Machine machine;

  Socat(Machine machine) {
    this.machine = machine;
  }

  /** Says a line to each client, and lets it be for a while. */
  Place saying(String line) {
    Place place = machine.place();
    String listen = "TCP-LISTEN:%d,bind=%s,reuseaddr,fork".formatted(place.port(), place.ip());
    String greet = "SYSTEM:echo " + line + "; sleep 9";
    return machine.serve(
        machine.folder(Map.of()), place, List.of(Installed.SOCAT.path(), listen, greet));
  }
}
