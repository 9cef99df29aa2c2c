package dev.unmask.enrich.probe.flight;

import java.util.Arrays;

/**
 * Reads the basic types of TLS (RFC 8446 3) from a message. A read beyond the end yields zeros or
 * nothing, and breaks it for good: so a parser asks once, at its end.
 */
final class Octets {

  private final byte[] bytes;
  private int at;
  private boolean broken;

  Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean isEmpty() {
    return at == bytes.length;
  }

  /** Something was read that was not there. */
  boolean isBroken() {
    return broken;
  }

  /** How far it was read. */
  int position() {
    return at;
  }

  /** uint8, uint16, uint24 and uint32 (RFC 8446 3.3), by their number of bytes. */
  long number(int length) {
    long value = 0;
    for (byte octet : opaque(length)) {
      value = value << 8 | (octet & 0xff);
    }
    return value;
  }

  int uint8() {
    return (int) number(1);
  }

  int uint16() {
    return (int) number(2);
  }

  /** {@code opaque name[length]} (RFC 8446 3.2). */
  byte[] opaque(int length) {
    if (broken || length > bytes.length - at) {
      broken = true;
      return new byte[0];
    }
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  /** {@code opaque name<0..2^n-1>} (RFC 8446 3.4), by the number of bytes of its length. */
  byte[] vector(int lengthBytes) {
    return opaque((int) number(lengthBytes));
  }
}
