package dev.unmask.enrich.probe.tls;

import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.connection.Ending;
import dev.unmask.enrich.probe.connection.PeerAlert;
import dev.unmask.enrich.probe.connection.Printable;
import io.netty.handler.ssl.NotSslRecordException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * How a handshake ended, told from what the engine threw, what came over the wire and how the
 * connection ended.
 *
 * @param outcome SUCCESS, or why not
 * @param detail the same for people; empty on success
 * @param alert AlertDescription that the peer ended it with
 */
public record HandshakeEnd(Outcome outcome, String detail, OptionalInt alert) {

  /** Content types of TLS records that may come first: alert and handshake (RFC 8446 5.1). */
  private static final int ALERT = 21;

  private static final int HANDSHAKE = 22;

  /** A first message that is no ServerHello, or longer than BoringSSL takes one, is not TLS. */
  private static final int SERVER_HELLO = 2;

  private static final int LONGEST_SERVER_HELLO = 16_384;

  static HandshakeEnd success() {
    return end(Outcome.SUCCESS, "");
  }

  static HandshakeEnd timeout() {
    return end(Outcome.IO_TIMEOUT, "no end of the handshake in time");
  }

  static HandshakeEnd failure(Throwable cause, Connection connection) {
    OptionalInt alert = PeerAlert.in(cause);
    if (alert.isPresent()) {
      return new HandshakeEnd(Outcome.TLS_ALERT, PeerAlert.name(alert.getAsInt()), alert);
    }
    boolean ended = !connection.isOpen();
    if (ended && connection.ending() == Ending.OVERRUN) {
      return end(Outcome.PROTOCOL_ERROR, "more bytes than are read from a host");
    }
    if (ended && connection.ending() == Ending.CROWDED) {
      return end(connection.ending().outcome(), "too many handshakes as large at once");
    }
    byte[] first = connection.firstBytes();
    if (has(cause, NotSslRecordException.class) || isForeign(first)) {
      return end(
          Outcome.PROTOCOL_ERROR,
          Printable.detail("no TLS: " + new String(first, StandardCharsets.ISO_8859_1)));
    }
    if (isTooLong(cause)) {
      return end(Outcome.CERTIFICATE_TOO_LARGE, Printable.detail(cause.toString()));
    }
    boolean byPeer = connection.ending() == Ending.CLOSED || connection.ending() == Ending.RESET;
    return ended && byPeer
        ? end(connection.ending().outcome(), "during the handshake")
        : end(Outcome.HANDSHAKE_ERROR, Printable.detail(cause));
  }

  /** ProtocolVersion of the first record (RFC 8446 5.1), if it is an alert. */
  static OptionalInt alertRecordVersion(byte[] first) {
    return first.length >= 3 && first[0] == ALERT
        ? OptionalInt.of(((first[1] & 0xff) << 8) | (first[2] & 0xff))
        : OptionalInt.empty();
  }

  private static HandshakeEnd end(Outcome outcome, String detail) {
    return new HandshakeEnd(outcome, detail, OptionalInt.empty());
  }

  /** A record header has 5 bytes; the message's type and three bytes of length follow (4). */
  private static boolean isForeign(byte[] first) {
    if (first.length > 0 && first[0] != ALERT && first[0] != HANDSHAKE) {
      return true;
    }
    return first.length >= 9
        && first[0] == HANDSHAKE
        && (first[5] != SERVER_HELLO || uint24(first, 6) > LONGEST_SERVER_HELLO);
  }

  private static int uint24(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 16) | ((bytes[at + 1] & 0xff) << 8) | (bytes[at + 2] & 0xff);
  }

  /** BoringSSL, the JDK and BouncyCastle, in this order, on a message beyond the limit. */
  private static boolean isTooLong(Throwable cause) {
    String said = String.valueOf(cause.getMessage());
    return said.contains("EXCESSIVE_MESSAGE_SIZE")
        || said.contains("maximum allowed size")
        || said.contains("maximum handshake message size");
  }

  private static boolean has(Throwable cause, Class<?> type) {
    Throwable at = cause;
    for (int depth = 0; at != null && depth < 8; depth++) {
      if (type.isInstance(at)) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }
}
