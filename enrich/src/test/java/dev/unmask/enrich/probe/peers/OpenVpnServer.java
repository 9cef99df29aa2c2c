package dev.unmask.enrich.probe.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
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

/** The real {@code openvpn} over TCP on 127.0.0.1, stopped after the test. Needs a tun device. */
public final class OpenVpnServer implements AfterEachCallback {

  private final List<Process> running = new ArrayList<>();
  private final List<Path> directories = new ArrayList<>();

  /** Whether it is installed, and there is a device for it. */
  public static boolean canRun() {
    boolean installed =
        Stream.of("/usr/sbin/openvpn", "/usr/bin/openvpn", "/usr/local/sbin/openvpn")
            .map(Path::of)
            .anyMatch(Files::isExecutable);
    return installed && Files.isWritable(Path.of("/dev/net/tun"));
  }

  /** A server that anybody may begin to talk to; the port. */
  public int serve() {
    return start(List.of());
  }

  /** A server behind {@code --tls-auth}: who has not the key is a stranger. */
  public int serveBehindKey() {
    return start(List.of("--tls-auth", "ta.key", "0"));
  }

  private int start(List<String> more) {
    try {
      Path directory = Files.createTempDirectory("openvpn-peer");
      directories.add(directory);
      writeKeys(directory);
      int port = new Peers().refusing();
      List<String> command = new ArrayList<>(command(port));
      command.addAll(more);
      running.add(
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log").toFile())
              .start());
      Awaitility.await().until(() -> accepts(port));
      return port;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static List<String> command(int port) {
    return List.of(
        "openvpn",
        "--dev",
        "tun",
        "--proto",
        "tcp-server",
        "--local",
        "127.0.0.1",
        "--port",
        Integer.toString(port),
        "--mode",
        "server",
        "--tls-server",
        "--ca",
        "ca.pem",
        "--cert",
        "c.pem",
        "--key",
        "k.pem",
        "--dh",
        "none");
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

  private static boolean accepts(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    running.forEach(Process::destroyForcibly);
    for (Path directory : directories) {
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }
}
