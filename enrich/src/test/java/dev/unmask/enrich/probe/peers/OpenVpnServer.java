package dev.unmask.enrich.probe.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The real {@code openvpn} on 127.0.0.1, stopped after the test. Without it, or a tun device for
 * it, the test is skipped, or fails where peers are required.
 */
public final class OpenVpnServer implements AfterEachCallback {

  /** Needs a key that strangers have not. */
  public static final List<String> TLS_AUTH = List.of("--tls-auth", "ta.key", "0");

  /** The same, and encrypts with it. */
  public static final List<String> TLS_CRYPT = List.of("--tls-crypt", "ta.key");

  private final List<Process> running = new ArrayList<>();
  private final List<Path> directories = new ArrayList<>();

  /**
   * Serves over TCP; the port.
   *
   * @param more options
   */
  public int tcp(List<String> more) {
    return start("tcp-server", more);
  }

  /** Serves over TCP, and hands what is not OpenVPN to another server; the port. */
  public int sharing(int other, List<String> more) {
    List<String> options = new ArrayList<>(more);
    options.addAll(List.of("--port-share", "127.0.0.1", Integer.toString(other)));
    return tcp(options);
  }

  /** Serves over UDP; the port. */
  public int udp(List<String> more) {
    return start("udp", more);
  }

  private int start(String protocol, List<String> more) {
    String openvpn = Installed.OPENVPN.path();
    if (!Files.isWritable(Path.of("/dev/net/tun"))) {
      Installed.missing("openvpn may not open a tun device");
    }
    try {
      Path directory = Files.createTempDirectory("openvpn-peer");
      directories.add(directory);
      writeKeys(directory);
      int port = new Peers().refusing();
      List<String> command = new ArrayList<>(command(openvpn, protocol, port));
      command.addAll(more);
      Path log = directory.resolve("log");
      running.add(
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start());
      Awaitility.await()
          .until(() -> Files.readString(log).contains("Initialization Sequence Completed"));
      return port;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static List<String> command(String openvpn, String protocol, int port) {
    String options =
        "--dev tun --proto %s --local 127.0.0.1 --port %d --mode server --tls-server"
            + " --ca ca.pem --cert c.pem --key k.pem --dh none";
    List<String> command = new ArrayList<>(List.of(openvpn));
    command.addAll(List.of(options.formatted(protocol, port).split(" ")));
    return command;
  }

  private static void writeKeys(Path directory) throws IOException {
    Pki root = Pki.root("VPN Root");
    Pki server = Pki.recipe("vpn.example.com").signedBy(root);
    Files.writeString(directory.resolve("ca.pem"), pem("CERTIFICATE", root.der()));
    Files.writeString(directory.resolve("c.pem"), pem("CERTIFICATE", server.der()));
    Key key = server.keys().getPrivate();
    Files.writeString(directory.resolve("k.pem"), pem("PRIVATE KEY", key.getEncoded()));
    Files.writeString(
        directory.resolve("ta.key"),
        "-----BEGIN OpenVPN Static key V1-----\n"
            + String.join("\n", Collections.nCopies(16, "0123456789abcdef".repeat(2)))
            + "\n-----END OpenVPN Static key V1-----\n");
  }

  private static String pem(String type, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, body, type);
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    running.forEach(OpenVpnServer::end);
    for (Path directory : directories) {
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  /** A process of its own forwards the connections of a shared port, and would outlive it. */
  private static void end(Process server) {
    server.descendants().forEach(ProcessHandle::destroyForcibly);
    server.destroyForcibly();
  }
}
