package dev.unmask.enrich.probe.application;

import java.util.Arrays;

/**
 * Reads elements in the Basic Encoding Rules as LDAP restricts them (RFC 4511 5.1): one octet of
 * tag, a definite length. What is not there, or has another tag, breaks it and all that was read
 * from within it or around it: so a parser asks once, at its end.
 */
final class Ber {

  static final long NONE = -1;
  static final long UNKNOWN = Long.MAX_VALUE;

  private static final int LONGEST_LENGTH = 4;

  private final byte[] bytes;
  private final int end;
  private final Fault fault;
  private int at;

  private static final class Fault {
    private boolean found;
  }

  Ber(byte[] bytes) {
    this(bytes, 0, bytes.length, new Fault());
  }

  private Ber(byte[] bytes, int at, int end, Fault fault) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
    this.fault = fault;
  }

  boolean isEmpty() {
    return at >= end;
  }

  boolean isBroken() {
    return fault.found;
  }

  /** Whether there is more to read, and nothing has been broken. */
  boolean hasMore() {
    return !isEmpty() && !isBroken();
  }

  /** The tag of the next element; -1 where there is none. */
  int tag() {
    return isEmpty() ? -1 : bytes[at] & 0xff;
  }

  /** The next element, which must have that tag, to be read from within. */
  Ber element(int tag) {
    if (tag() != tag) {
      return broken();
    }
    at++;
    long length = length();
    if (length < 0 || length > end - at) {
      return broken();
    }
    int begin = at;
    at += (int) length;
    return new Ber(bytes, begin, at, fault);
  }

  /** The contents of the next element, which must have that tag. */
  byte[] octets(int tag) {
    Ber element = element(tag);
    return Arrays.copyOfRange(bytes, element.at, element.end);
  }

  /** INTEGER or ENUMERATED of up to four octets (X.690 8.3), never negative here. */
  int number(int tag) {
    byte[] octets = octets(tag);
    if (octets.length == 0 || octets.length > 4 || octets[0] < 0) {
      broken();
      return 0;
    }
    int value = 0;
    for (byte octet : octets) {
      value = value << 8 | (octet & 0xff);
    }
    return value;
  }

  /**
   * How long the element is that begins there, head included; {@link #UNKNOWN} where its head is
   * not whole, {@link #NONE} where it is none with that tag.
   */
  static long wholeLength(byte[] bytes, int from, int tag) {
    if ((bytes[from] & 0xff) != tag) {
      return NONE;
    }
    if (from + 1 == bytes.length) {
      return UNKNOWN;
    }
    int first = bytes[from + 1] & 0xff;
    int octets = first < 0x80 ? 0 : first & 0x7f;
    if (first == 0x80 || octets > LONGEST_LENGTH) {
      return NONE;
    }
    Ber head = new Ber(bytes, from + 1, bytes.length, new Fault());
    long length = head.length();
    return length < 0 ? UNKNOWN : head.at - from + length;
  }

  /** X.690 8.1.3, the definite forms; -1 for another, or one that is not whole. */
  private long length() {
    if (isEmpty()) {
      return -1;
    }
    int first = bytes[at++] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int octets = first & 0x7f;
    if (octets == 0 || octets > LONGEST_LENGTH || octets > end - at) {
      return -1;
    }
    long length = 0;
    for (int i = 0; i < octets; i++) {
      length = length << 8 | (bytes[at++] & 0xff);
    }
    return length;
  }

  private Ber broken() {
    fault.found = true;
    at = end;
    return new Ber(bytes, end, end, fault);
  }
}
