package dev.unmask.lab.serve;

import dev.unmask.lab.pki.Identity;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.Leaf;
import dev.unmask.lab.scenario.TlsServer;
import dev.unmask.lab.scenario.TlsStack;
import dev.unmask.lab.scenario.TlsVersion;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * One context for each leaf, version, stack and backend: so hosts of one backend accept each
 * other's sessions, like one owner's servers, and nobody else's. All are made before the first is
 * needed, for that takes longer than an event loop may. For one thread at a time; closing frees
 * native memory.
 *
 * <p>Sessions go by tickets (RFC 5077, RFC 8446 4.6.1), whose keys a backend has for itself. Netty
 * lets BoringSSL issue none before it is given keys; the JDK's stack makes its own, one a context.
 * By TLS 1.3 BoringSSL sends them with the first data that it writes, a close_notify at least.
 */
final class TlsContexts implements AutoCloseable {
  private final LabPki pki;
  private final SecureRandom random = new SecureRandom();
  private final Map<Key, SslContext> contexts = new HashMap<>();
  private final Map<String, OpenSslSessionTicketKey> ticketKeys = new HashMap<>();

  TlsContexts(LabPki pki) {
    this.pki = pki;
  }

  void make(Stream<TlsServer> servers) {
    servers.forEach(
        server -> {
          of(server, server.leaf());
          server.named().values().forEach(leaf -> of(server, leaf));
        });
  }

  /** For a client that asks for no name, or for one that the server does not have. */
  SslContext of(TlsServer server) {
    return of(server, server.leaf());
  }

  synchronized SslContext of(TlsServer server, Leaf leaf) {
    return contexts.computeIfAbsent(
        new Key(leaf, server.newest(), server.stack(), server.backend()), this::create);
  }

  @Override
  public synchronized void close() {
    contexts.values().forEach(ReferenceCountUtil::release);
    contexts.clear();
  }

  private SslContext create(Key key) {
    Identity identity = pki.identity(key.leaf);
    try {
      SslContext context =
          SslContextBuilder.forServer(identity.key(), identity.chain())
              .sslProvider(provider(key.stack))
              .protocols(protocols(key.newest))
              .build();
      if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
        sessions.setTicketKeys(ticketKeys.computeIfAbsent(key.backend, any -> newTicketKey()));
      }
      return context;
    } catch (SSLException e) {
      throw new IllegalStateException(
          key.stack + " does not take the lab's certificate " + identity, e);
    }
  }

  private OpenSslSessionTicketKey newTicketKey() {
    return new OpenSslSessionTicketKey(
        random(OpenSslSessionTicketKey.NAME_SIZE),
        random(OpenSslSessionTicketKey.HMAC_KEY_SIZE),
        random(OpenSslSessionTicketKey.AES_KEY_SIZE));
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static SslProvider provider(TlsStack stack) {
    return switch (stack) {
      case BORINGSSL -> SslProvider.OPENSSL_REFCNT;
      case JDK -> SslProvider.JDK;
    };
  }

  private static List<String> protocols(TlsVersion newest) {
    return switch (newest) {
      case TLS_1_2 -> List.of("TLSv1.2");
      case TLS_1_3 -> List.of("TLSv1.2", "TLSv1.3");
    };
  }

  private record Key(Leaf leaf, TlsVersion newest, TlsStack stack, String backend) {}
}
