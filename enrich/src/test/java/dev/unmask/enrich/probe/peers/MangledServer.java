package dev.unmask.enrich.probe.peers;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.Vector;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** A TLS server that shows bytes that are no certificate. */
public final class MangledServer extends DefaultTlsServer {

  private final BcTlsCrypto crypto;
  private final Identity identity;
  private final byte[] shown;
  private final ProtocolVersion version;

  private MangledServer(
      BcTlsCrypto crypto, Identity identity, byte[] shown, ProtocolVersion version) {
    super(crypto);
    this.crypto = crypto;
    this.identity = identity;
    this.shown = shown;
    this.version = version;
  }

  /** Signs with a real key, and shows these bytes as its certificate. */
  public static Conduct showing(Identity identity, byte[] shown) {
    return showing(identity, shown, ProtocolVersion.TLSv12);
  }

  /** The same in another version. */
  public static Conduct showing(Identity identity, byte[] shown, ProtocolVersion version) {
    return socket -> {
      BcTlsCrypto crypto = new BcTlsCrypto(new SecureRandom());
      TlsServerProtocol protocol =
          new TlsServerProtocol(socket.getInputStream(), socket.getOutputStream());
      protocol.accept(new MangledServer(crypto, identity, shown, version));
      Conducts.silent().meet(socket);
    };
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return version.only();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return new int[] {
      CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
    };
  }

  @Override
  public TlsCredentials getCredentials() throws IOException {
    return getECDSASignerCredentials();
  }

  @Override
  protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
    TlsCertificate real = crypto.createCertificate(identity.ders().get(0));
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        PrivateKeyFactory.createKey(identity.key().getEncoded()),
        message(mangled(real)),
        ecdsaWithSha256());
  }

  private Certificate message(TlsCertificate only) throws IOException {
    return version.equals(ProtocolVersion.TLSv13)
        ? new Certificate(
            TlsUtils.EMPTY_BYTES, new CertificateEntry[] {new CertificateEntry(only, null)})
        : new Certificate(new TlsCertificate[] {only});
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
