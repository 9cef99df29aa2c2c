package dev.unmask.enrich.probe.tls;

import dev.unmask.avro.TlsEngine;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * BoringSSL with all that it can do, TLS 1.0 to 1.3 and every cipher suite, and with nothing that a
 * probe does not need: no certificate compression, no session cache, no post-quantum key shares.
 */
final class BoringSslClients implements TlsClients {

  private static final String[] GROUPS = {"X25519", "P-256", "P-384", "P-521"};

  private final Captures captures = new Captures();
  private final SslContext context;

  BoringSslClients() throws SSLException {
    this.context =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.OPENSSL_REFCNT)
            .trustManager(new CapturingTrustManager(captures))
            .keyManager(new NotingKeyManager(captures))
            .endpointIdentificationAlgorithm(null)
            .protocols("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1")
            .ciphers(OpenSsl.availableJavaCipherSuites(), SupportedCipherSuiteFilter.INSTANCE)
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    TlsHandshake.HTTP_1_1))
            .option(OpenSslContextOption.MAX_CERTIFICATE_LIST_BYTES, TlsHandshake.MAX_CERTIFICATE)
            .option(OpenSslContextOption.GROUPS, GROUPS)
            .build();
  }

  @Override
  public SslHandler newHandler(
      ByteBufAllocator allocator, Optional<String> serverName, ShownCertificates shown) {
    SslHandler handler = context.newHandler(allocator);
    SniParameters.setNothingElse(handler.engine(), serverName);
    captures.expect(handler.engine(), shown);
    return handler;
  }

  @Override
  public void forget(SslHandler handler) {
    captures.forget(handler.engine());
  }

  @Override
  public TlsEngine engine() {
    return TlsEngine.BORINGSSL;
  }

  @Override
  public void close() {
    ReferenceCountUtil.release(context);
  }
}
