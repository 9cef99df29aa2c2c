package dev.unmask.enrich.probe.tls;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;

/** Where the engines under way put what their servers show. Safe from any thread. */
final class Captures {

  /** By identity: engines do not define equality. */
  private final Map<SSLEngine, ShownCertificates> byEngine = new ConcurrentHashMap<>();

  void expect(SSLEngine engine, ShownCertificates shown) {
    byEngine.put(engine, shown);
  }

  Optional<ShownCertificates> of(SSLEngine engine) {
    return Optional.ofNullable(byEngine.get(engine));
  }

  void forget(SSLEngine engine) {
    byEngine.remove(engine);
  }
}
