package dev.unmask.lab.serve;

import dev.unmask.lab.pki.Identity;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.Leaf;
import dev.unmask.lab.scenario.TlsServer;
import dev.unmask.lab.scenario.TlsStack;
import dev.unmask.lab.scenario.TlsVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
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
 */
final class TlsContexts implements AutoCloseable {
  private final LabPki pki;
  private final Map<Key, SslContext> contexts = new HashMap<>();

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
      return SslContextBuilder.forServer(identity.key(), identity.chain())
          .sslProvider(provider(key.stack))
          .protocols(protocols(key.newest))
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException(
          key.stack + " does not take the lab's certificate " + identity, e);
    }
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
