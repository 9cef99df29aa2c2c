package dev.unmask.ingest.record;

import java.util.Base64;
import java.util.Optional;

/**
 * RFC 7468, as loosely as it is written: line ends of any kind, text around, or no encapsulation at
 * all.
 */
final class Pem {

  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END";

  private Pem() {}

  /** The DER of the first certificate; empty if there is none. */
  static Optional<byte[]> der(String text) {
    int begin = text.indexOf(BEGIN);
    int start = begin < 0 ? 0 : begin + BEGIN.length();
    int end = text.indexOf(END, start);
    try {
      byte[] der =
          Base64.getMimeDecoder().decode(text.substring(start, end < 0 ? text.length() : end));
      return der.length == 0 ? Optional.empty() : Optional.of(der);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
