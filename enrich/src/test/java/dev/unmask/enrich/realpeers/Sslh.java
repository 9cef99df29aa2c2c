package dev.unmask.enrich.realpeers;

import dev.unmask.enrich.probe.peers.Installed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * sslh: one port for several protocols. Reads the first bytes and forwards the connection to the
 * server of what it takes them for; to that of SSH where none come in time.
 */
final class Sslh {

  /** After which a client that has not shown what it speaks is taken for SSH's. */
  static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Machine machine;

  Sslh(Machine machine) {
    this.machine = machine;
  }

  Place before(Place tls, Place openVpn, Place ssh) {
    Place place = machine.place();
    Path folder = machine.folder(Map.of());
    return machine.serve(
        folder,
        place,
        List.of(
            Installed.SSLH.path(),
            "-f",
            "-n",
            "-P",
            folder.resolve("pid").toString(),
            "-t",
            Long.toString(TIMEOUT.toSeconds()),
            "-p",
            place.toString(),
            "--tls",
            tls.toString(),
            "--openvpn",
            openVpn.toString(),
            "--ssh",
            ssh.toString()));
  }
}
