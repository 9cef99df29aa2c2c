package dev.unmask.enrich.realpeers;

import dev.unmask.enrich.probe.peers.Installed;
import dev.unmask.enrich.probe.peers.Pki;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** OpenVPN over TCP, open to strangers or behind a key, alone or sharing its port. */
final class OpenVpn {

  /** What a client must have to be heard. */
  enum Key {
    NONE,
    TLS_AUTH,
    TLS_CRYPT
  }

  private static final String STATIC_KEY =
      "-----BEGIN OpenVPN Static key V1-----\n"
          + String.join("\n", Collections.nCopies(16, "0123456789abcdef".repeat(2)))
          + "\n-----END OpenVPN Static key V1-----\n";

  private final Machine machine;
  private final Duration handWindow;

  /**
   * @param handWindow how long a client that has connected may take to prove itself; OpenVPN's
   *     default is 60 s
   */
  OpenVpn(Machine machine, Duration handWindow) {
    this.machine = machine;
    this.handWindow = handWindow;
  }

  /** With OpenVPN's own hand-window. */
  OpenVpn(Machine machine) {
    this(machine, Duration.ofSeconds(60));
  }

  Place alone(Key key) {
    return serve(key, List.of());
  }

  /** Shares its port with a TLS server, to which it forwards what is not OpenVPN. */
  Place sharing(Key key, Place web) {
    return serve(key, List.of("--port-share", web.ip(), Integer.toString(web.port())));
  }

  private Place serve(Key key, List<String> more) {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "openvpn needs root for its tun device");
    if (!Files.isWritable(Path.of("/dev/net/tun"))) {
      Installed.missing("openvpn needs a tun device, and there is no /dev/net/tun");
    }
    Place place = machine.place();
    List<String> command = new ArrayList<>(command(place));
    command.addAll(
        switch (key) {
          case NONE -> List.of();
          case TLS_AUTH -> List.of("--tls-auth", "static.key", "0");
          case TLS_CRYPT -> List.of("--tls-crypt", "static.key");
        });
    command.addAll(more);
    return machine.serve(machine.folder(files()), place, command);
  }

  private List<String> command(Place place) {
    String options =
        "--dev tun --proto tcp-server --local %s --port %d --mode server --tls-server"
            + " --ca ca.pem --cert chain.pem --key key.pem --dh none --hand-window %d";
    List<String> command = new ArrayList<>(List.of(Installed.OPENVPN.path()));
    command.addAll(
        List.of(options.formatted(place.ip(), place.port(), handWindow.toSeconds()).split(" ")));
    return command;
  }

  private static Map<String, String> files() {
    Pki root = Pki.root("VPN Root");
    Pki server = Pki.recipe("vpn.example.com").signedBy(root);
    return Map.of(
        "ca.pem", root.identity().chainPem(),
        "chain.pem", server.identity().chainPem(),
        "key.pem", server.identity().keyPem(),
        "static.key", STATIC_KEY);
  }
}
