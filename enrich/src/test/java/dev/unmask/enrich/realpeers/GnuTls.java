package dev.unmask.enrich.realpeers;

import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Installed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code gnutls-serv}, which answers any request; it listens at all addresses. */
final class GnuTls {

  private final Machine machine;

  GnuTls(Machine machine) {
    this.machine = machine;
  }

  Place https(Identity identity) {
    Place place = new Place(machine.place().ip(), Place.at("0.0.0.0").port());
    Path folder =
        machine.folder(Map.of("chain.pem", identity.chainPem(), "key.pem", identity.keyPem()));
    return machine.serve(
        folder,
        place,
        List.of(
            Installed.GNUTLS.path(),
            "--http",
            "--quiet",
            "--disable-client-cert",
            "--port",
            Integer.toString(place.port()),
            "--x509certfile",
            "chain.pem",
            "--x509keyfile",
            "key.pem"));
  }
}
