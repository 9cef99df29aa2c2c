package dev.unmask.enrich.probe.tls;

import io.netty.handler.ssl.OpenSsl;
import java.security.GeneralSecurityException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the TLS implementation. */
public final class TlsProviders {

  private static final Logger LOG = LoggerFactory.getLogger(TlsProviders.class);

  private TlsProviders() {}

  /**
   * BoringSSL where it is wanted and loads, else the JDK's engine.
   *
   * @param tasks where the JDK's engine computes
   */
  public static TlsClients open(boolean nativeTls, Executor tasks) {
    try {
      if (nativeTls && OpenSsl.isAvailable()) {
        return new BoringSslClients();
      }
      if (nativeTls) {
        LOG.warn(
            "BoringSSL does not load here, probing with the JDK's TLS, which is slower: {}",
            String.valueOf(OpenSsl.unavailabilityCause()));
      }
      return new JdkClients(tasks);
    } catch (GeneralSecurityException | SSLException broken) {
      throw new IllegalStateException("no TLS client can be made", broken);
    }
  }
}
