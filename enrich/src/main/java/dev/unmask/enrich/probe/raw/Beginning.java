package dev.unmask.enrich.probe.raw;

import java.util.Arrays;

/** The first bytes of what a peer sends, at most 64, and how many there were. */
final class Beginning {

  private static final int KEPT = 64;

  private byte[] first = new byte[0];
  private int length;

  void add(byte[] bytes) {
    int more = Math.min(KEPT - first.length, bytes.length);
    int had = first.length;
    first = Arrays.copyOf(first, had + more);
    System.arraycopy(bytes, 0, first, had, more);
    length += bytes.length;
  }

  byte[] first() {
    return first.clone();
  }

  /** Of all that came. */
  int length() {
    return length;
  }
}
