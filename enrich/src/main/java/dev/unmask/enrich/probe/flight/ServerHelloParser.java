package dev.unmask.enrich.probe.flight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;

/**
 * Reads the body of one handshake message of type server_hello, strictly: nothing may be missing,
 * and nothing be left.
 */
final class ServerHelloParser {

  /** RFC 8446 4.1.3: SHA-256 of "HelloRetryRequest" in place of a random number. */
  private static final byte[] RETRY_RANDOM =
      HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

  private static final int RANDOM = 32;
  private static final int LONGEST_SESSION_ID = 32;

  /** ExtensionTypes (RFC 8446 4.2). */
  private static final int SUPPORTED_VERSIONS = 43;

  private static final int KEY_SHARE = 51;

  private final Octets message;
  private final List<Integer> extensions = new ArrayList<>();
  private boolean retry;
  private OptionalInt selectedVersion = OptionalInt.empty();
  private OptionalInt group = OptionalInt.empty();
  private boolean malformed;

  /** What a message says. */
  sealed interface Result {}

  /** A ServerHello. */
  record Hello(ServerHello hello) implements Result {}

  /** A HelloRetryRequest: another hello is to follow (RFC 8446 4.1.4). */
  record Retry() implements Result {}

  /**
   * Neither.
   *
   * @param at how many bytes of it were read
   */
  record Malformed(int at) implements Result {}

  private ServerHelloParser(byte[] body) {
    this.message = new Octets(body);
  }

  /**
   * Never fails.
   *
   * @param retried whether a HelloRetryRequest came before
   */
  static Result parse(byte[] body, boolean retried) {
    return new ServerHelloParser(body).serverHello(retried);
  }

  /** RFC 8446 4.1.3; the extensions may be absent altogether (RFC 5246 7.4.1.3). */
  private Result serverHello(boolean retried) {
    int legacyVersion = message.uint16();
    retry = Arrays.equals(message.opaque(RANDOM), RETRY_RANDOM);
    int sessionIdLength = sessionId();
    int cipherSuite = message.uint16();
    int compressionMethod = message.uint8();
    if (!message.isEmpty()) {
      extensions();
    }
    if (malformed || message.isBroken() || !message.isEmpty()) {
      return new Malformed(message.position());
    }
    return retry
        ? new Retry()
        : new Hello(
            new ServerHello(
                legacyVersion,
                selectedVersion.orElse(legacyVersion),
                sessionIdLength,
                cipherSuite,
                compressionMethod,
                extensions,
                group,
                retried));
  }

  /** {@code opaque legacy_session_id_echo<0..32>}. */
  private int sessionId() {
    int length = message.vector(1).length;
    malformed |= length > LONGEST_SESSION_ID;
    return length;
  }

  /** {@code Extension extensions<0..2^16-1>} (RFC 8446 4.2). */
  private void extensions() {
    Octets list = new Octets(message.vector(2));
    while (!list.isEmpty() && !list.isBroken()) {
      int type = list.uint16();
      Octets content = new Octets(list.vector(2));
      extensions.add(type);
      if (type == SUPPORTED_VERSIONS) {
        supportedVersions(content);
      } else if (type == KEY_SHARE) {
        keyShare(content);
      }
    }
    malformed |= list.isBroken();
  }

  /** {@code ProtocolVersion selected_version} (RFC 8446 4.2.1). */
  private void supportedVersions(Octets content) {
    selectedVersion = OptionalInt.of(content.uint16());
    end(content);
  }

  /** A KeyShareEntry, or in a retry the group alone (RFC 8446 4.2.8). */
  private void keyShare(Octets content) {
    group = OptionalInt.of(content.uint16());
    if (!retry) {
      content.vector(2);
    }
    end(content);
  }

  private void end(Octets content) {
    malformed |= content.isBroken() || !content.isEmpty();
  }
}
