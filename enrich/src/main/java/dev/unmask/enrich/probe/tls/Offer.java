package dev.unmask.enrich.probe.tls;

import java.util.Arrays;
import javax.net.ssl.SSLEngine;

/** Which versions a handshake offers. */
public enum Offer {
  /** All that the engine has. */
  EVERY_VERSION,
  /** Not TLS 1.3, for what lies on the path and cannot do with its encrypted handshake. */
  UP_TO_TLS_1_2;

  void restrict(SSLEngine engine) {
    if (this == UP_TO_TLS_1_2) {
      engine.setEnabledProtocols(
          Arrays.stream(engine.getEnabledProtocols())
              .filter(version -> !version.equals("TLSv1.3"))
              .toArray(String[]::new));
    }
  }
}
