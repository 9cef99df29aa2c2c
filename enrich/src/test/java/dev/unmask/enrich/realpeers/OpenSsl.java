package dev.unmask.enrich.realpeers;

import dev.unmask.enrich.probe.peers.Installed;
import dev.unmask.enrich.probe.peers.Probing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code openssl s_server}, which still speaks protocols that nobody should. */
final class OpenSsl {

  private final Machine machine;
  private final int bits;

  /**
   * @param bits of its RSA key, in a certificate signed by itself with SHA-1
   */
  OpenSsl(Machine machine, int bits) {
    this.machine = machine;
    this.bits = bits;
  }

  /** Serves a page of its own. */
  Place serve(String... options) {
    Place place = machine.place();
    start(place, List.of("-www"), options).awaitAccepting(place);
    return place;
  }

  /** A server that answers what is typed into its console. */
  Program console(Place place, String... options) {
    Program program = start(place, List.of(), options);
    program.awaitAccepting(place);
    return program;
  }

  private Program start(Place place, List<String> manner, String... options) {
    Path folder = machine.folder(Map.of());
    Command.of(
            Installed.OPENSSL.path(),
            "req -x509 -newkey rsa:%d -nodes -sha1 -keyout key.pem -out cert.pem -subj /CN=%s -days 9"
                .formatted(bits, Probing.NAME))
        .run(folder);
    List<String> command = new ArrayList<>(List.of(Installed.OPENSSL.path(), "s_server"));
    command.addAll(List.of("-accept", place.toString(), "-cert", "cert.pem", "-key", "key.pem"));
    command.addAll(manner);
    command.addAll(List.of(options));
    return machine.start(folder, command);
  }
}
