package dev.unmask.enrich.probe.flight;

import java.util.HexFormat;

/** ServerHellos in hexadecimal, put together field by field. */
final class Hellos {

  static final String RANDOM = "aa".repeat(32);
  static final String RETRY = "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";
  static final String SESSION_ID = "20" + "bb".repeat(32);

  /** Of TLS 1.2: renegotiation_info, ec_point_formats, session_ticket, ALPN http/1.1. */
  static final String TLS_1_2 =
      "0303"
          + RANDOM
          + "00"
          + "c02f"
          + "00"
          + extensions("ff01000100", "000b00020100", "00230000", "0010000b000908687474702f312e31");

  /** Of TLS 1.3: key_share of X25519, supported_versions. */
  static final String TLS_1_3 =
      "0303"
          + RANDOM
          + SESSION_ID
          + "1301"
          + "00"
          + extensions("00330024001d0020" + "cc".repeat(32), "002b00020304");

  /** A HelloRetryRequest that wants P-256. */
  static final String RETRY_REQUEST =
      "0303" + RETRY + SESSION_ID + "1301" + "00" + extensions("002b00020304", "003300020017");

  /** Of 2001: without extensions. */
  static final String TLS_1_0 = "0301" + RANDOM + "00" + "002f" + "00";

  private Hellos() {}

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static String extensions(String... each) {
    String all = String.join("", each);
    return "%04x".formatted(all.length() / 2) + all;
  }

  /** A handshake message of one type. */
  static String message(int type, String body) {
    return "%02x%06x".formatted(type, body.length() / 2) + body;
  }
}
