package dev.unmask.enrich.realpeers;

import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Installed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** stunnel: ends TLS, with a key, before a server that speaks in clear. */
final class Stunnel {

  private final Machine machine;

  Stunnel(Machine machine) {
    this.machine = machine;
  }

  /**
   * @param version in stunnel's words, for example {@code TLSv1.2}
   */
  Place before(Place plain, Identity identity, String version) {
    Place place = machine.place();
    String configuration =
        """
        foreground = yes
        pid =
        syslog = no
        [tls]
        accept = %s
        connect = %s
        cert = chain.pem
        key = key.pem
        sslVersion = %s
        """
            .formatted(place, plain, version);
    Path folder =
        machine.folder(
            Map.of(
                "stunnel.conf", configuration,
                "chain.pem", identity.chainPem(),
                "key.pem", identity.keyPem()));
    return machine.serve(folder, place, List.of(Installed.STUNNEL.path(), "stunnel.conf"));
  }
}
