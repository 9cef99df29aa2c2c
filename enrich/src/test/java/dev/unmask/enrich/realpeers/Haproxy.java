package dev.unmask.enrich.realpeers;

import dev.unmask.enrich.probe.peers.Installed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** haproxy in TCP mode: dials its origin as soon as a client is there, and forwards bytes. */
final class Haproxy {

  private final Machine machine;

  Haproxy(Machine machine) {
    this.machine = machine;
  }

  Place relay(Place origin) {
    Place place = machine.place();
    String configuration =
        """
        defaults
          mode tcp
          timeout connect 5s
          timeout client 30s
          timeout server 30s
        listen relay
          bind %s
          server origin %s
        """
            .formatted(place, origin);
    Path folder = machine.folder(Map.of("haproxy.cfg", configuration));
    return machine.serve(
        folder, place, List.of(Installed.HAPROXY.path(), "-db", "-f", "haproxy.cfg"));
  }
}
