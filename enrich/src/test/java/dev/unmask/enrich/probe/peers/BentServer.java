package dev.unmask.enrich.probe.peers;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * A TLS server by BouncyCastle that shows any bytes as its certificates, and whose messages are
 * bent by a {@link BentProtocol}.
 */
public class BentServer extends DefaultTlsServer {

  private final BcTlsCrypto crypto;
  private final ProtocolVersion version;
  private final Identity identity;
  private final List<byte[]> shown;

  BentServer(BcTlsCrypto crypto, ProtocolVersion version, Identity identity, List<byte[]> shown) {
    super(crypto);
    this.crypto = crypto;
    this.version = version;
    this.identity = identity;
    this.shown = shown;
  }

  /** Makes the protocol of one connection. */
  @FunctionalInterface
  public interface Bending {
    BentProtocol on(Socket socket) throws IOException;
  }

  /** Makes the server of one connection. */
  @FunctionalInterface
  interface Kind {
    BentServer with(BcTlsCrypto crypto);
  }

  /** What is sent once hands are shaken. */
  @FunctionalInterface
  public interface Then {
    void send(BentProtocol protocol) throws IOException;
  }

  /** Shakes hands in a bent way, and reads until the other side goes. */
  public static Conduct bending(ProtocolVersion version, Identity identity, Bending bending) {
    return serving(version, identity, identity.ders(), bending, protocol -> {});
  }

  /** Shakes hands well, sends, and reads until the other side goes. */
  public static Conduct shaking(ProtocolVersion version, Identity identity, Then then) {
    return serving(version, identity, identity.ders(), BentProtocol::new, then);
  }

  /** Signs with a real key, and shows these bytes as its certificates. */
  public static Conduct showing(ProtocolVersion version, Identity identity, byte[]... shown) {
    return serving(version, identity, List.of(shown), BentProtocol::new, protocol -> {});
  }

  private static Conduct serving(
      ProtocolVersion version, Identity identity, List<byte[]> shown, Bending bending, Then then) {
    return serving(crypto -> new BentServer(crypto, version, identity, shown), bending, then);
  }

  static Conduct serving(Kind kind, Bending bending, Then then) {
    return socket -> {
      BentProtocol protocol = bending.on(socket);
      protocol.accept(kind.with(new BcTlsCrypto(new SecureRandom())));
      then.send(protocol);
      protocol.getInputStream().transferTo(OutputStream.nullOutputStream());
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
    TlsCertificate real = crypto.createCertificate(identity.ders().get(0));
    TlsCertificate[] chain =
        shown.stream().map(der -> bent(real, der)).toArray(TlsCertificate[]::new);
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        PrivateKeyFactory.createKey(identity.key().getEncoded()),
        certificate(chain),
        ecdsaWithSha256());
  }

  private Certificate certificate(TlsCertificate[] chain) {
    if (!ProtocolVersion.TLSv13.equals(version)) {
      return new Certificate(chain);
    }
    CertificateEntry[] entries = new CertificateEntry[chain.length];
    for (int i = 0; i < chain.length; i++) {
      entries[i] = new CertificateEntry(chain[i], null);
    }
    return new Certificate(TlsUtils.EMPTY_BYTES, entries);
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
  private static TlsCertificate bent(TlsCertificate real, byte[] der) {
    return (TlsCertificate)
        Proxy.newProxyInstance(
            BentServer.class.getClassLoader(),
            new Class<?>[] {TlsCertificate.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getEncoded")) {
                return der;
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getTargetException();
              }
            });
  }
}
