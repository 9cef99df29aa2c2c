package dev.unmask.enrich.probe.tls;

import dev.unmask.avro.TlsEngine;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * Clients that share one session: what one handshake is given, the next offers, to whatever address
 * (RFC 8446 2.2, RFC 5246 7.3, RFC 5077). By the JDK's engine, TLS 1.2 and 1.3, which looks a
 * session up by the name of its peer; here all peers have the same name.
 *
 * <p>Each has an SSLContext of its own, so that no other session can be offered in its stead, and
 * none pushes it out. A handshake that was not resumed leaves the new session in its place: then
 * this one is spent. So it is after any handshake by TLS 1.3, whose tickets serve once.
 */
public final class OneSession implements TlsClients {

  private static final String PEER = "host.of.the.cluster";
  private static final int PEER_PORT = 443;

  /** A session of TLS 1.3, and its latest tickets. */
  private static final int CACHED = 4;

  private static final String TLS_1_2 = "TLSv1.2";
  private static final String[] PROTOCOLS = {"TLSv1.3", TLS_1_2};

  /**
   * The engine offers sessions without an extended master secret, which old servers make, only to
   * peers whose name is checked. That check is our trust manager's, and it trusts everyone.
   */
  private static final String NAME_CHECK = "HTTPS";

  private final Captures captures;
  private final SSLContext context;
  private final Executor tasks;
  private final String[] protocols;

  private OneSession(Captures captures, SSLContext context, Executor tasks, String... protocols) {
    this.captures = captures;
    this.context = context;
    this.tasks = tasks;
    this.protocols = protocols;
  }

  /** Without a session yet. */
  public static OneSession empty(Executor tasks, SecureRandom random) {
    try {
      Captures captures = new Captures();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new CapturingTrustManager(captures)}, random);
      context.getClientSessionContext().setSessionCacheSize(CACHED);
      return new OneSession(captures, context, tasks, PROTOCOLS);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("no TLS client can be made", broken);
    }
  }

  /**
   * Clients that offer the session, which is of that protocol, in the JDK's words. By TLS 1.2 they
   * speak nothing newer, so that a session id in their ClientHello is the session's. By TLS 1.3
   * they speak as before: the engine offers it only with the same signature schemes.
   */
  public OneSession offering(String protocol) {
    return protocol.equals(TLS_1_2)
        ? new OneSession(captures, context, tasks, TLS_1_2)
        : new OneSession(captures, context, tasks, PROTOCOLS);
  }

  /**
   * Whether there is a session to offer. By TLS 1.3 the engine keeps the handshake's own session,
   * which cannot be offered, and beside it one for each ticket.
   *
   * @param protocol of the handshake that was completed, in the JDK's words
   */
  public boolean isHeld(String protocol) {
    int kept = Collections.list(context.getClientSessionContext().getIds()).size();
    return kept >= (protocol.equals(TLS_1_2) ? 1 : 2);
  }

  @Override
  public SslHandler newHandler(
      ByteBufAllocator allocator, Optional<String> serverName, ShownCertificates shown) {
    SSLEngine engine = context.createSSLEngine(PEER, PEER_PORT);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(protocols);
    parameters.setApplicationProtocols(new String[] {TlsHandshake.HTTP_1_1});
    parameters.setEndpointIdentificationAlgorithm(NAME_CHECK);
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
