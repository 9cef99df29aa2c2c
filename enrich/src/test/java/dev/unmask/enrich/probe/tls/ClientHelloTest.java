package dev.unmask.enrich.probe.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unmask.enrich.probe.peers.Peers;
import dev.unmask.enrich.probe.peers.Probing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hello apart from a handshake is the hello of a handshake. */
class ClientHelloTest {

  /** Random and session id, and a key share each for two groups at most (X25519, P-256). */
  private static final int MOST_RANDOM_BYTES = 32 + 32 + 32 + 64;

  @RegisterExtension final Peers peers = new Peers();

  @ParameterizedTest(name = "BoringSSL {0}")
  @ValueSource(booleans = {true, false})
  void hello_is_what_a_handshake_begins_with_but_for_its_randoms(boolean nativeTls) {
    CompletableFuture<byte[]> heard = new CompletableFuture<>();
    int port =
        peers.tcp(
            socket -> {
              byte[] flight = new byte[8192];
              int length = socket.getInputStream().read(flight);
              heard.complete(Arrays.copyOf(flight, length));
            });
    Probing probing = new Probing(nativeTls ? Probing.settings() : Probing.settings().withJdkTls());
    probing.handshake(port);
    probing.prober().close();

    byte[] inHandshake = heard.orTimeout(10, TimeUnit.SECONDS).join();
    byte[] alone = hello(nativeTls, Optional.of(Probing.NAME));

    assertThat(alone).hasSameSizeAs(inHandshake);
    int differing = 0;
    for (int i = 0; i < alone.length; i++) {
      differing += alone[i] == inHandshake[i] ? 0 : 1;
    }
    assertThat(differing).isBetween(1, MOST_RANDOM_BYTES);
  }

  @ParameterizedTest(name = "BoringSSL {0}")
  @ValueSource(booleans = {true, false})
  void hello_is_one_whole_record_with_the_name_asked_for(boolean nativeTls) {
    byte[] hello = hello(nativeTls, Optional.of(Probing.NAME));

    assertThat(hello[0]).isEqualTo((byte) 22);
    assertThat(((hello[3] & 0xff) << 8) | (hello[4] & 0xff)).isEqualTo(hello.length - 5);
    assertThat(hello[5]).isEqualTo((byte) 1);
    assertThat(new String(hello, StandardCharsets.ISO_8859_1)).contains(Probing.NAME);
  }

  @ParameterizedTest(name = "BoringSSL {0}")
  @ValueSource(booleans = {true, false})
  void hello_asks_for_no_name_without_one(boolean nativeTls) {
    int named = hello(nativeTls, Optional.of(Probing.NAME)).length;

    assertThat(hello(nativeTls, Optional.empty())).hasSizeLessThan(named);
  }

  private static byte[] hello(boolean nativeTls, Optional<String> serverName) {
    try (TlsClients clients = TlsProviders.open(nativeTls, Runnable::run)) {
      return ClientHello.of(clients, serverName);
    }
  }
}
