package dev.unmask.lab.serve;

import dev.unmask.lab.scenario.Leaf;
import dev.unmask.lab.scenario.TlsServer;
import dev.unmask.lab.scenario.TlsStack;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.Mapping;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Makes the TLS handler of a server: by the name that is asked for where it has several. */
record TlsHandlers(TlsContexts contexts) {
  /** Of the JDK's stack; it makes several records of the flight of TLS 1.3. */
  private static final int LONGEST_RECORD = 1_400;

  ChannelHandler of(TlsServer server, ByteBufAllocator alloc) {
    if (server.named().isEmpty()) {
      return handler(server, contexts.of(server), alloc);
    }
    Mapping<@Nullable String, SslContext> byName =
        name -> contexts.of(server, leaf(server, Optional.ofNullable(name)));
    return new SniHandler(byName) {
      @Override
      protected SslHandler newSslHandler(SslContext context, ByteBufAllocator allocator) {
        return handler(server, context, allocator);
      }
    };
  }

  private static Leaf leaf(TlsServer server, Optional<String> name) {
    return name.map(server.named()::get).orElse(server.leaf());
  }

  /** Without a limit on the handshake: the idle limit is one on everything. */
  private static SslHandler handler(TlsServer server, SslContext context, ByteBufAllocator alloc) {
    SSLEngine engine = context.newEngine(alloc);
    if (server.stack() == TlsStack.JDK) {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setMaximumPacketSize(LONGEST_RECORD);
      engine.setSSLParameters(parameters);
    }
    SslHandler handler = new SslHandler(engine);
    handler.setHandshakeTimeoutMillis(0);
    return handler;
  }
}
