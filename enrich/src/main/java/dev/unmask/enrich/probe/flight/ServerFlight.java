package dev.unmask.enrich.probe.flight;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a server's handshake shows in clear: in TLS 1.3 its ServerHello, in older versions all
 * up to its ChangeCipherSpec. A ServerHello that is malformed or too long is given up, and all that
 * follows. For one thread.
 *
 * <pre>
 *   READING --HelloRetryRequest--> READING
 *           --ServerHello of TLS 1.3, ChangeCipherSpec after a ServerHello, encrypted data--> OVER
 *           --malformed, too long--> OVER
 * </pre>
 */
public final class ServerFlight {

  /** HandshakeTypes (RFC 8446 4, RFC 5246 7.4). */
  private static final int SERVER_HELLO = 2;

  private static final int NEW_SESSION_TICKET = 4;
  private static final int CERTIFICATE = 11;
  private static final int CERTIFICATE_REQUEST = 13;

  /** As BoringSSL has it. */
  private static final int LONGEST_HELLO = 16 * 1024;

  /** The limit of a Certificate message, in every engine of ours. */
  public static final int LONGEST_CERTIFICATE = 256 * 1024;

  /** Of a Certificate message: the engine keeps all of it already, and a host may cost so much. */
  private static final int MOST_KEPT = 64 * 1024;

  /** More are nobody's chain, and each would be hashed, recorded and published. */
  private static final int MOST_CERTIFICATES = 100;

  private final HandshakeMessages messages = new HandshakeMessages(new Reader());
  private boolean over;
  private boolean retried;
  private Optional<ServerHello> hello = Optional.empty();
  private byte[] certificate = new byte[0];
  private Optional<ClearTicket> ticket = Optional.empty();
  private boolean certificateRequested;

  /** Bytes of a handshake record. */
  public void onHandshake(ByteBuf bytes) {
    if (!over) {
      messages.read(bytes);
    }
  }

  /** After a HelloRetryRequest it means nothing (RFC 8446 D.4). */
  public void onChangeCipherSpec() {
    over |= hello.isPresent();
  }

  /** From here on nothing is in clear. */
  public void onEncrypted() {
    over = true;
  }

  /** Empty before it, or where it is malformed. */
  public Optional<ServerHello> hello() {
    return hello;
  }

  /**
   * Certificates in clear sight (RFC 5246 7.4.2), as sent, up to where the message breaks, ends
   * before its time or is too long; the first 100.
   */
  public List<byte[]> certificates() {
    boolean whole = certificate.length > 0;
    Octets list = new Octets(whole ? certificate : messages.keptOf(CERTIFICATE));
    list.number(3);
    List<byte[]> found = new ArrayList<>();
    while (!list.isEmpty() && !list.isBroken() && found.size() < MOST_CERTIFICATES) {
      byte[] der = list.vector(3);
      if (!list.isBroken() && der.length > 0) {
        found.add(der);
      }
    }
    return found;
  }

  /** The session ticket in clear sight. */
  public Optional<ClearTicket> ticket() {
    return ticket;
  }

  /** Whether a client certificate was asked for in clear sight. */
  public boolean certificateRequested() {
    return certificateRequested;
  }

  private final class Reader implements HandshakeMessages.Listener {

    @Override
    public int wanted(int type, int length) {
      return switch (type) {
        case SERVER_HELLO -> hello(length);
        case CERTIFICATE -> MOST_KEPT;
        case NEW_SESSION_TICKET -> ClearTicket.BEGINNING;
        default -> 0;
      };
    }

    private int hello(int length) {
      over |= length > LONGEST_HELLO;
      return over ? 0 : length;
    }

    @Override
    public void onMessage(int type, byte[] kept) {
      if (over) {
        return;
      }
      switch (type) {
        case SERVER_HELLO -> onHello(kept);
        case CERTIFICATE -> certificate = kept;
        case NEW_SESSION_TICKET -> ticket = ClearTicket.parse(kept);
        case CERTIFICATE_REQUEST -> certificateRequested = true;
        default -> {}
      }
    }

    private void onHello(byte[] body) {
      if (hello.isPresent()) {
        return;
      }
      ServerHelloParser.Result result = ServerHelloParser.parse(body, retried);
      if (result instanceof ServerHelloParser.Hello found) {
        hello = Optional.of(found.hello());
        over = found.hello().choosesTls13();
      } else if (result instanceof ServerHelloParser.Retry) {
        retried = true;
      } else {
        over = true;
      }
    }
  }
}
