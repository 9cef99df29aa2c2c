package dev.unmask.enrich.probe.tls;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** A ClientHello as bytes, for probes that send it otherwise than a handshake does. */
public final class ClientHello {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private ClientHello() {}

  /**
   * The record with which a handshake of these clients begins, but for its random values.
   *
   * @param serverName for SNI; none without it
   */
  public static byte[] of(TlsClients clients, Optional<String> serverName) {
    SslHandler handler =
        clients.newHandler(UnpooledByteBufAllocator.DEFAULT, serverName, new ShownCertificates());
    SSLEngine engine = handler.engine();
    try {
      engine.beginHandshake();
      ByteBuffer flight = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      engine.wrap(NOTHING, flight);
      return Arrays.copyOf(flight.array(), flight.position());
    } catch (SSLException broken) {
      throw new IllegalStateException("no ClientHello can be made", broken);
    } finally {
      clients.forget(handler);
      ReferenceCountUtil.release(engine);
    }
  }
}
