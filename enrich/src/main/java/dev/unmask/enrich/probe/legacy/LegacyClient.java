package dev.unmask.enrich.probe.legacy;

import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.tls.TlsHandshake;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.ServerOnlyTlsAuthentication;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.DHGroup;
import org.bouncycastle.tls.crypto.TlsCrypto;

/**
 * A TLS client of 2006: TLS 1.0 to 1.2, with DHE and RSA key exchange and 3DES. Trusts everyone.
 */
final class LegacyClient extends DefaultTlsClient {

  /** Beyond this, computing costs us more than the answer is worth. */
  private static final int LARGEST_GROUP_BITS = 4_096;

  private static final int MOST_CERTIFICATES = 100;

  private final Optional<String> serverName;
  private Optional<Handshake.Session> session = Optional.empty();

  LegacyClient(TlsCrypto crypto, Optional<String> serverName) {
    super(crypto);
    this.serverName = serverName;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.TLSv12.downTo(ProtocolVersion.TLSv10);
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return LegacyCipherSuites.offered();
  }

  @Override
  @SuppressWarnings("JdkObsolete") // BouncyCastle's type.
  protected Vector<ServerName> getSNIServerNames() {
    Vector<ServerName> names = new Vector<>();
    serverName.ifPresent(
        name ->
            names.add(
                new ServerName(NameType.host_name, name.getBytes(StandardCharsets.US_ASCII))));
    return names;
  }

  @Override
  public TlsDHGroupVerifier getDHGroupVerifier() {
    return LegacyClient::isComputable;
  }

  private static boolean isComputable(DHGroup group) {
    BigInteger prime = group.getP();
    return prime.bitLength() <= LARGEST_GROUP_BITS;
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new ServerOnlyTlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate certificate) {
        // Kept by CapturingCrypto, and not trusted: probes read.
      }
    };
  }

  /** What was agreed on; empty before the handshake is complete. */
  Optional<Handshake.Session> session() {
    return session;
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    SecurityParameters agreed = context.getSecurityParametersConnection();
    session =
        Optional.of(
            new Handshake.Session(
                name(agreed.getNegotiatedVersion()),
                LegacyCipherSuites.nameOf(agreed.getCipherSuite()),
                ""));
  }

  /** The version in the JDK's words. */
  private static String name(ProtocolVersion version) {
    if (ProtocolVersion.TLSv10.equals(version)) {
      return "TLSv1";
    }
    return ProtocolVersion.TLSv11.equals(version) ? "TLSv1.1" : "TLSv1.2";
  }

  @Override
  public int getMaxHandshakeMessageSize() {
    return TlsHandshake.MAX_CERTIFICATE;
  }

  @Override
  public int getMaxCertificateChainLength() {
    return MOST_CERTIFICATES;
  }

  @Override
  public boolean shouldCheckSigAlgOfPeerCerts() {
    return false;
  }

  @Override
  public boolean requiresCloseNotify() {
    return false;
  }

  @Override
  public void notifySecureRenegotiation(boolean secure) {
    // Old servers do not know RFC 5746; nothing is renegotiated here.
  }
}
