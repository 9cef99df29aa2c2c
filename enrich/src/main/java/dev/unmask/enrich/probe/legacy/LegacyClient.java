package dev.unmask.enrich.probe.legacy;

import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.tls.Offer;
import dev.unmask.enrich.probe.tls.Offered;
import dev.unmask.enrich.probe.tls.ShownCertificates;
import dev.unmask.enrich.probe.tls.TlsHandshake;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.DHGroup;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * A TLS client of 2006: TLS 1.0 to 1.2, with DHE and RSA key exchange and 3DES; and one of today's
 * TLS 1.3, for certificates that other engines cannot parse. Trusts everyone.
 */
final class LegacyClient extends DefaultTlsClient {

  /** Beyond this, computing costs us more than the answer is worth. */
  private static final int LARGEST_GROUP_BITS = 4_096;

  private static final int MOST_CERTIFICATES = 100;

  private final ShownCertificates shown;
  private final Optional<String> serverName;
  private final Offer offer;
  private Optional<Handshake.Session> session = Optional.empty();

  LegacyClient(
      TlsCrypto crypto, ShownCertificates shown, Optional<String> serverName, Offer offer) {
    super(crypto);
    this.shown = shown;
    this.offer = offer;
    this.serverName = serverName;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return highest().downTo(ProtocolVersion.TLSv10);
  }

  private ProtocolVersion highest() {
    return switch (offer) {
      case EVERY_VERSION -> ProtocolVersion.TLSv13;
      case UP_TO_TLS_1_2 -> ProtocolVersion.TLSv12;
    };
  }

  /** Its versions in the JDK's words. */
  Offered offered() {
    return new Offered(offer, name(ProtocolVersion.TLSv10), name(highest()));
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return LegacyCipherSuites.offered(offer);
  }

  /** BouncyCastle refuses to send an empty list, and takes null for none. */
  @Override
  @SuppressWarnings("JdkObsolete") // BouncyCastle's type.
  protected @Nullable Vector<ServerName> getSNIServerNames() {
    if (serverName.isEmpty()) {
      return null;
    }
    byte[] name = serverName.get().getBytes(StandardCharsets.US_ASCII);
    Vector<ServerName> names = new Vector<>();
    names.add(new ServerName(NameType.host_name, name));
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
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate certificate) {
        // Kept by CapturingCrypto, and not trusted: probes read.
      }

      @Override
      public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
        shown.requestOurs();
        return null;
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
    if (ProtocolVersion.TLSv11.equals(version)) {
      return "TLSv1.1";
    }
    return ProtocolVersion.TLSv12.equals(version) ? "TLSv1.2" : "TLSv1.3";
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
