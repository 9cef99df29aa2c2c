package dev.unmask.classify.topology.format;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A hash of 64 bits that is the same in every process and version: FNV-1a over the UTF-8, then the
 * finaliser of MurmurHash3, so that texts that differ in their last letter lie far apart. For order
 * and for noticing change; not against somebody who looks for collisions.
 */
public final class StableHash {

  private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private StableHash() {}

  public static long of(String text) {
    long hash = OFFSET_BASIS;
    for (byte octet : text.getBytes(UTF_8)) {
      hash = (hash ^ (octet & 0xFF)) * PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
