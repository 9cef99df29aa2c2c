package dev.unmask.enrich.probe.tls;

import dev.unmask.avro.TlsEngine;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import java.util.Optional;

/** Makes the TLS client of one connection. Safe from any thread. */
public sealed interface TlsClients extends AutoCloseable
    permits BoringSslClients, JdkClients, OneSession {

  /**
   * A handler that begins the handshake as soon as it is in the pipeline of an open channel.
   *
   * @param serverName for SNI; none is sent without it
   * @param shown gets the certificates
   */
  SslHandler newHandler(
      ByteBufAllocator allocator, Optional<String> serverName, ShownCertificates shown);

  /** Lets go of what belongs to a handler, once its handshake has ended. */
  void forget(SslHandler handler);

  TlsEngine engine();

  @Override
  void close();
}
