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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** OpenVPN, open to strangers or behind a key; over TCP alone or sharing its port, or over UDP. */
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

  /** Over UDP. */
  Place datagrams(Key key) {
    Place place = place();
    Program program = machine.start(machine.folder(files()), command("udp", place, key, List.of()));
    Awaitility.await().until(() -> program.printed().contains("Initialization Sequence Completed"));
    return place;
  }

  Place alone(Key key) {
    return serve(key, List.of());
  }

  /** Shares its port with a TLS server, to which it forwards what is not OpenVPN. */
  Place sharing(Key key, Place web) {
    return serve(key, List.of("--port-share", web.ip(), Integer.toString(web.port())));
  }

  private Place serve(Key key, List<String> more) {
    Place place = place();
    return machine.serve(machine.folder(files()), place, command("tcp-server", place, key, more));
  }

  private Place place() {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "openvpn needs root for its tun device");
    if (!Files.isWritable(Path.of("/dev/net/tun"))) {
      Installed.missing("openvpn needs a tun device, and there is no /dev/net/tun");
    }
    return machine.place();
  }

  private List<String> command(String protocol, Place place, Key key, List<String> more) {
    String options =
        "--dev tun --proto %s --local %s --port %d --mode server --tls-server"
            + " --ca ca.pem --cert chain.pem --key key.pem --dh none --hand-window %d";
    List<String> command = new ArrayList<>(List.of(Installed.OPENVPN.path()));
    command.addAll(
        List.of(
            options
                .formatted(protocol, place.ip(), place.port(), handWindow.toSeconds())
                .split(" ")));
    command.addAll(
        switch (key) {
          case NONE -> List.of();
          case TLS_AUTH -> List.of("--tls-auth", "static.key", "0");
          case TLS_CRYPT -> List.of("--tls-crypt", "static.key");
        });
    command.addAll(more);
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
