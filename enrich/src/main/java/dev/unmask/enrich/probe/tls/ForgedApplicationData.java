package dev.unmask.enrich.probe.tls;

import java.util.Random;

/**
 * A well-formed record of application data (RFC 8446 5.1), of random bytes: what no key has
 * encrypted. Who holds the keys answers it with an alert.
 */
public final class ForgedApplicationData {

  /** A multiple of every cipher's block, longer than every MAC, padding and nonce. */
  private static final int LENGTH = 160;

  private static final int HEADER = 5;
  private static final byte APPLICATION_DATA = 23;

  private ForgedApplicationData() {}

  /**
   * Type, legacy version, length, and random bytes.
   *
   * @param protocol of the connection, in the JDK's words
   */
  public static byte[] record(String protocol, Random random) {
    byte[] record = new byte[HEADER + LENGTH];
    random.nextBytes(record);
    record[0] = APPLICATION_DATA;
    record[1] = 3;
    record[2] = minorVersion(protocol);
    record[3] = (byte) (LENGTH >> 8);
    record[4] = (byte) LENGTH;
    return record;
  }

  /** TLS 1.3 says 1.2 in its records. */
  private static byte minorVersion(String protocol) {
    return switch (protocol) {
      case "TLSv1" -> 1;
      case "TLSv1.1" -> 2;
      default -> 3;
    };
  }
}
