package dev.unmask.lab.serve;

import dev.unmask.lab.pki.Identity;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.Behaviour.TlsServer;
import dev.unmask.lab.scenario.Leaf;
import dev.unmask.lab.scenario.TlsVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * One BoringSSL context for each leaf and version, made when first asked for: so hosts of a cluster
 * accept each other's sessions, like one owner's servers. For one thread at a time; closing frees
 * native memory.
 */
final class TlsContexts implements AutoCloseable {
  private final LabPki pki;
  private final Map<Key, SslContext> contexts = new HashMap<>();

  TlsContexts(LabPki pki) {
    this.pki = pki;
  }

  synchronized SslContext of(TlsServer server) {
    return contexts.computeIfAbsent(new Key(server.leaf(), server.newest()), this::create);
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
          .sslProvider(SslProvider.OPENSSL_REFCNT)
          .protocols(protocols(key.newest))
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException(
          "BoringSSL does not take the lab's certificate " + identity, e);
    }
  }

  private static List<String> protocols(TlsVersion newest) {
    return switch (newest) {
      case TLS_1_2 -> List.of("TLSv1.2");
      case TLS_1_3 -> List.of("TLSv1.2", "TLSv1.3");
    };
  }

  private record Key(Leaf leaf, TlsVersion newest) {}
}
