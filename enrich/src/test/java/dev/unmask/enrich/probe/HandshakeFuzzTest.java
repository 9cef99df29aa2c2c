package dev.unmask.enrich.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.avro.Outcome;
import dev.unmask.avro.TlsProbe;
import dev.unmask.enrich.probe.peers.Conduct;
import dev.unmask.enrich.probe.peers.Conducts;
import dev.unmask.enrich.probe.peers.Identity;
import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Pki;
import dev.unmask.enrich.probe.peers.Probing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server's flight, bent in one place: some outcome, always, and the native engine survives. */
class HandshakeFuzzTest {

  private static final int ROUNDS = 60;

  @RegisterExtension final Peers peers = new Peers();

  @RegisterExtension
  final Probing probing = new Probing(Probing.settings().withHostDeadline(Duration.ofSeconds(1)));

  private final Identity server = Pki.root("Test Root").leaf(Probing.NAME);

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void bent_flight_ends_in_an_outcome(String protocol) {
    Random random = new Random(29);
    int origin = peers.tls(server, protocol, Conducts.silent());
    int port = peers.tcp(bending(origin, random));

    for (int i = 0; i < ROUNDS; i++) {
      TlsProbe tls = probing.handshake(port).tls().orElseThrow();

      assertThat(tls.getOutcome()).isNotEqualTo(Outcome.UNKNOWN_ERROR);
      assertThat(tls.getHandshakeCompleted()).isEqualTo(tls.getOutcome() == Outcome.SUCCESS);
    }
  }

  /** Relays to an origin, and changes one byte of what comes back within the first 1,500. */
  private static Conduct bending(int origin, Random random) {
    return client -> {
      int victim = random.nextInt(1_500);
      byte value = (byte) random.nextInt();
      try (Socket upstream = new Socket("127.0.0.1", origin)) {
        Thread there = new Thread(() -> copy(client, upstream), "fuzz-there");
        there.setDaemon(true);
        there.start();
        bend(upstream.getInputStream(), client.getOutputStream(), victim, value);
      }
    };
  }

  private static void bend(InputStream in, OutputStream out, int victim, byte value)
      throws IOException {
    byte[] buffer = new byte[8192];
    int offset = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (victim >= offset && victim < offset + read) {
        buffer[victim - offset] = value;
      }
      offset += read;
      out.write(buffer, 0, read);
      out.flush();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException gone) {
      // Either side went.
    }
  }
}
