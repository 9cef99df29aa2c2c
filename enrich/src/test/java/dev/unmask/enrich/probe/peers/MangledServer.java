package dev.unmask.enrich.probe.peers;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.Vector;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** A TLS 1.2 server that shows bytes that are no certificate. */
public final class MangledServer extends DefaultTlsServer {

  private final BcTlsCrypto crypto;
  private final Identity identity;
  private final byte[] shown;

  private MangledServer(BcTlsCrypto crypto, Identity identity, byte[] shown) {
    super(crypto);
    this.crypto = crypto;
    this.identity = identity;
    this.shown = shown;
  }

  /** Signs with a real key, and shows these bytes as its certificate. */
  public static Conduct showing(Identity identity, byte[] shown) {
    return socket -> {
      BcTlsCrypto crypto = new BcTlsCrypto(new SecureRandom());
      TlsServerProtocol protocol =
          new TlsServerProtocol(socket.getInputStream(), socket.getOutputStream());
      protocol.accept(new MangledServer(crypto, identity, shown));
      Conducts.silent().meet(socket);
    };
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.TLSv12.only();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return new int[] {CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256};
  }

  @Override
  protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
    TlsCertificate real = crypto.createCertificate(identity.ders().get(0));
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        PrivateKeyFactory.createKey(identity.key().getEncoded()),
        new Certificate(new TlsCertificate[] {mangled(real)}),
        ecdsaWithSha256());
  }

  @SuppressWarnings("JdkObsolete") // BouncyCastle's type.
  private SignatureAndHashAlgorithm ecdsaWithSha256() {
    Vector<?> offered = context.getSecurityParametersHandshake().getClientSigAlgs();
    return offered.stream()
        .map(SignatureAndHashAlgorithm.class::cast)
        .filter(one -> one.getSignature() == 3 && one.getHash() == 4)
        .findFirst()
        .orElseThrow();
  }

  /** The real one in everything but its bytes. */
  private TlsCertificate mangled(TlsCertificate real) {
    return (TlsCertificate)
        Proxy.newProxyInstance(
            MangledServer.class.getClassLoader(),
            new Class<?>[] {TlsCertificate.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getEncoded")) {
                return shown;
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getTargetException();
              }
            });
  }
}
