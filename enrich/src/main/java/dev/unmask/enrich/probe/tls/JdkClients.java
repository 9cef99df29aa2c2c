package dev.unmask.enrich.probe.tls;

import dev.unmask.avro.TlsEngine;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * The JDK's own engine, where BoringSSL does not load or is not wanted. It parses certificates and
 * computes on the executor that it is given, and obeys {@code jdk.tls.disabledAlgorithms} and
 * {@code jdk.tls.maxHandshakeMessageSize}.
 */
final class JdkClients implements TlsClients {

  private final Captures captures = new Captures();
  private final SSLContext context;
  private final Executor tasks;

  JdkClients(Executor tasks) throws GeneralSecurityException {
    this.tasks = tasks;
    this.context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[] {new NotingKeyManager(captures)},
        new TrustManager[] {new CapturingTrustManager(captures)},
        null);
    context.getClientSessionContext().setSessionCacheSize(1);
  }

  @Override
  public SslHandler newHandler(
      ByteBufAllocator allocator, Optional<String> serverName, ShownCertificates shown) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {TlsHandshake.HTTP_1_1});
    parameters.setCipherSuites(context.getSupportedSSLParameters().getCipherSuites());
    parameters.setEndpointIdentificationAlgorithm(null);
    engine.setSSLParameters(parameters);
    SniParameters.set(engine, serverName);
    captures.expect(engine, shown);
    return new SslHandler(engine, tasks);
  }

  @Override
  public void forget(SslHandler handler) {
    captures.forget(handler.engine());
  }

  @Override
  public TlsEngine engine() {
    return TlsEngine.JDK;
  }

  @Override
  public void close() {
    // The garbage collector does.
  }
}
