package dev.unmask.enrich.probe.raw;

import dev.unmask.avro.FirstAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What an answer is, by how it begins:
 *
 * <pre>
 *   server-hello = %x16 %x03 OCTET length %x02          a record (RFC 8446 5.1), then a message of type 2 (4)
 *   alert        = %x15 %x03 OCTET %x00 %x02            a record in clear sight: level and description (6)
 *   http         = "HTTP/"                              RFC 9112 2.3
 * </pre>
 *
 * A ClientHello that is sent back begins as a record does, and is no ServerHello.
 */
final class AnswerReader {

  private static final int HEADER = 5;
  private static final byte ALERT = 21;
  private static final byte HANDSHAKE = 22;
  private static final byte SERVER_HELLO = 2;
  private static final byte ALERT_LENGTH = 2;
  private static final byte[] HTTP = "HTTP/".getBytes(StandardCharsets.US_ASCII);

  private AnswerReader() {}

  /**
   * Reads a beginning.
   *
   * @param first what came first; empty where that was an empty datagram
   */
  static FirstAnswer read(byte[] first) {
    if (isServerHello(first)) {
      return FirstAnswer.TLS_HANDSHAKE;
    }
    if (isAlert(first)) {
      return FirstAnswer.TLS_ALERT;
    }
    return isHttp(first) ? FirstAnswer.HTTP_RESPONSE : FirstAnswer.OTHER_BYTES;
  }

  private static boolean isServerHello(byte[] first) {
    return first.length > HEADER
        && first[0] == HANDSHAKE
        && first[1] == 3
        && first[HEADER] == SERVER_HELLO;
  }

  private static boolean isAlert(byte[] first) {
    return first.length >= HEADER
        && first[0] == ALERT
        && first[1] == 3
        && first[3] == 0
        && first[4] == ALERT_LENGTH;
  }

  private static boolean isHttp(byte[] first) {
    return first.length >= HTTP.length
        && Arrays.equals(first, 0, HTTP.length, HTTP, 0, HTTP.length);
  }
}
