package dev.unmask.enrich.probe.tls;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** The name that a client asks for (RFC 6066 3). */
final class SniParameters {

  private SniParameters() {}

  static void set(SSLEngine engine, Optional<String> serverName) {
    set(engine, engine.getSSLParameters(), serverName);
  }

  /**
   * For an engine whose context says all else, and which leaves alone what parameters do not say:
   * netty's. To set the cipher suites again costs it more than a tenth of what it does besides.
   */
  static void setNothingElse(SSLEngine engine, Optional<String> serverName) {
    set(engine, new SSLParameters(), serverName);
  }

  private static void set(SSLEngine engine, SSLParameters parameters, Optional<String> serverName) {
    parameters.setServerNames(serverName.map(SniParameters::sni).map(List::of).orElse(List.of()));
    engine.setSSLParameters(parameters);
  }

  /** From bytes, as the check of the other constructor refuses underscores. */
  private static SNIServerName sni(String name) {
    return new SNIHostName(name.getBytes(StandardCharsets.US_ASCII));
  }
}
