package dev.unmask.enrich.probe.tls;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** The name that a client asks for (RFC 6066 3). */
final class SniParameters {

  private SniParameters() {}

  static void set(SSLEngine engine, Optional<String> serverName) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setServerNames(serverName.map(SniParameters::sni).stream().toList());
    engine.setSSLParameters(parameters);
  }

  /** From bytes, as the check of the other constructor refuses underscores. */
  private static SNIServerName sni(String name) {
    return new SNIHostName(name.getBytes(StandardCharsets.US_ASCII));
  }
}
