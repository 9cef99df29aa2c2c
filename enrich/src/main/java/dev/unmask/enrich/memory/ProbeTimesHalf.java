package dev.unmask.enrich.memory;

/**
 * A hash table from 64 bits to seconds since 1970, with open addressing and linear probing; grows
 * by itself, never shrinks. 0 stands for nothing in both. For one thread at a time.
 */
final class ProbeTimesHalf {
  private static final int FIRST_CAPACITY = 1 << 10;

  private long[] hashes = new long[FIRST_CAPACITY];
  private int[] seconds = new int[FIRST_CAPACITY];
  private int size;

  int size() {
    return size;
  }

  /** Seconds, unsigned; 0 if there are none. */
  int get(long hash) {
    return seconds[slot(notNothing(hash))];
  }

  void put(long hash, int at) {
    var key = notNothing(hash);
    var slot = slot(key);
    if (hashes[slot] == 0) {
      size++;
    }
    hashes[slot] = key;
    seconds[slot] = at;
    if (size > hashes.length / 4 * 3) {
      grow();
    }
  }

  private int slot(long key) {
    var mask = hashes.length - 1;
    var slot = (int) key & mask;
    while (hashes[slot] != 0 && hashes[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    var smaller = hashes;
    var known = seconds;
    hashes = new long[smaller.length * 2];
    seconds = new int[smaller.length * 2];
    for (var i = 0; i < smaller.length; i++) {
      if (smaller[i] != 0) {
        var slot = slot(smaller[i]);
        hashes[slot] = smaller[i];
        seconds[slot] = known[i];
      }
    }
  }

  private static long notNothing(long hash) {
    return hash == 0 ? 1 : hash;
  }
}
