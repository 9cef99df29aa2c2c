package dev.unmask.enrich.probe.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** {@code openssl s_server} as a peer, with old protocols. Where it is not installed tests skip. */
public final class OpenSsl implements AfterEachCallback {

  private final List<Process> running = new ArrayList<>();
  private final List<Path> directories = new ArrayList<>();

  /** Serves a page, with a new RSA key of so many bits; the port. */
  public int serve(int bits, String... options) {
    Installed.OPENSSL.path();
    try {
      Path directory = Files.createTempDirectory("openssl-peer");
      directories.add(directory);
      makeCertificate(directory, bits);
      int port = new Peers().refusing();
      List<String> command = new ArrayList<>();
      command.addAll(List.of("openssl", "s_server", "-accept", "127.0.0.1:" + port));
      command.addAll(List.of("-www", "-quiet", "-cert", "c.pem", "-key", "k.pem"));
      command.addAll(Arrays.asList(options));
      running.add(start(directory, command));
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> answers(port));
      return port;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void makeCertificate(Path directory, int bits) {
    List<String> command =
        List.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:" + bits,
            "-nodes",
            "-sha1",
            "-keyout",
            "k.pem",
            "-out",
            "c.pem",
            "-subj",
            "/CN=" + Probing.NAME,
            "-days",
            "10");
    try {
      Process process = start(directory, command);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static Process start(Path directory, List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("log").toFile())
        .start();
  }

  private static boolean answers(int port) {
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
