package dev.unmask.enrich.probe.peers;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Hashtable;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.HandshakeType;
import org.bouncycastle.tls.NewSessionTicket;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SessionParameters;
import org.bouncycastle.tls.TlsSession;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** Servers that lie about sessions: they have none, and say otherwise. */
public final class SessionLiar extends BentServer {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final BcTlsCrypto crypto;
  private final boolean accepting;
  private final byte[] id;
  private final Optional<NewSessionTicket> ticket;

  private SessionLiar(
      BcTlsCrypto crypto,
      Identity identity,
      boolean accepting,
      byte[] id,
      Optional<NewSessionTicket> ticket) {
    super(crypto, ProtocolVersion.TLSv12, identity, identity.ders());
    this.crypto = crypto;
    this.accepting = accepting;
    this.id = id;
    this.ticket = ticket;
  }

  /** Gives a session id, and accepts any that is offered, whose secrets it does not know. */
  public static Conduct accepting(Identity identity) {
    return ofTls12(crypto -> new SessionLiar(crypto, identity, true, random(32), Optional.empty()));
  }

  /** Gives a session id of that length, and another each time. */
  public static Conduct givingIds(Identity identity, int length) {
    return ofTls12(
        crypto -> new SessionLiar(crypto, identity, false, random(length), Optional.empty()));
  }

  /** Gives a ticket of TLS 1.2 (RFC 5077 3.3) that it does not take back. */
  public static Conduct givingTickets(Identity identity, long lifetime, int length) {
    return ofTls12(
        crypto ->
            new SessionLiar(
                crypto,
                identity,
                false,
                new byte[0],
                Optional.of(new NewSessionTicket(lifetime, random(length)))));
  }

  /** Sends tickets of TLS 1.3 (RFC 8446 4.6.1) that it does not take back. */
  public static Conduct sendingTickets(Identity identity, long lifetime, int length, int number) {
    return shaking(
        ProtocolVersion.TLSv13,
        identity,
        protocol -> {
          for (int i = 0; i < number; i++) {
            protocol.message(HandshakeType.new_session_ticket, ticketOfTls13(lifetime, length));
          }
        });
  }

  private static Conduct ofTls12(Kind kind) {
    return serving(kind, BentProtocol::new, protocol -> {});
  }

  private static byte[] ticketOfTls13(long lifetime, int length) {
    byte[] body = new byte[4 + 4 + 1 + 1 + 2 + length + 2];
    TlsUtils.writeUint32(lifetime, body, 0);
    TlsUtils.writeUint32(RANDOM.nextInt() & 0xffff_ffffL, body, 4);
    body[8] = 1;
    TlsUtils.writeUint16(length, body, 10);
    System.arraycopy(random(length), 0, body, 12, length);
    return body;
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  @Override
  public byte[] getNewSessionID() {
    return id;
  }

  /** A client that speaks TLS 1.3 too has an id for show (RFC 8446 D.4). */
  @Override
  public TlsSession getSessionToResume(byte[] offered) {
    boolean forShow =
        Stream.of(context.getClientSupportedVersions()).anyMatch(ProtocolVersion.TLSv13::equals);
    if (!accepting || forShow || offered.length == 0) {
      return super.getSessionToResume(offered);
    }
    SessionParameters made =
        new SessionParameters.Builder()
            .setCipherSuite(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)
            .setNegotiatedVersion(ProtocolVersion.TLSv12)
            .setExtendedMasterSecret(true)
            .setMasterSecret(crypto.createSecret(random(48)))
            .build();
    return TlsUtils.importSession(offered, made);
  }

  @Override
  @SuppressWarnings({"JdkObsolete", "unchecked", "rawtypes"}) // BouncyCastle's type.
  public Hashtable getServerExtensions() throws IOException {
    Hashtable extensions = super.getServerExtensions();
    if (ticket.isPresent()) {
      extensions.put(ExtensionType.session_ticket, new byte[0]);
    }
    return extensions;
  }

  @Override
  public NewSessionTicket getNewSessionTicket() {
    return ticket.orElseThrow();
  }
}
