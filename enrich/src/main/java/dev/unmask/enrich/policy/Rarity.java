package dev.unmask.enrich.policy;

import java.util.Arrays;

/**
 * Which of the values that come along are rare, in 600 bytes at most, and 64 before there is one:
 * hosts of most certificates are all alike, or few. Space-Saving with 32 counters (Metwally,
 * Agrawal and El Abbadi, ICDT 2005). A value that fewer than one in 32 have is rare, one that more
 * than one in 16 have is not, whatever the others are. Half is forgotten now and then, so that what
 * is usual may change. For one thread at a time.
 */
final class Rarity {
  private static final int COUNTERS = 32;
  private static final int SHARE = 16;

  /** The fifth of a kind tells nothing that the four before it did not. */
  private static final int FEW = 4;

  private static final int REMEMBERED = 1 << 16;

  private static final long[] NO_VALUES = {};
  private static final int[] NO_COUNTS = {};

  private long[] values = NO_VALUES;
  private int[] counts = NO_COUNTS;

  /** Of a count, how much may be another value's, whose counter it took. */
  private int[] inherited = NO_COUNTS;

  private int used;
  private int total;

  /**
   * Counts a value.
   *
   * @return whether it is rare, and of its kind among the first few
   */
  boolean isRare(String value) {
    var counter = counter(Hash.first64(value));
    counts[counter]++;
    total++;
    var rare = counts[counter] * SHARE < total && counts[counter] - inherited[counter] <= FEW;
    if (total == REMEMBERED) {
      forgetHalf();
    }
    return rare;
  }

  private int counter(long value) {
    for (var at = 0; at < used; at++) {
      if (values[at] == value) {
        return at;
      }
    }
    var at = used < COUNTERS ? another() : smallest();
    values[at] = value;
    inherited[at] = counts[at];
    return at;
  }

  private int another() {
    if (used == values.length) {
      var more = Math.max(1, 2 * used);
      values = Arrays.copyOf(values, more);
      counts = Arrays.copyOf(counts, more);
      inherited = Arrays.copyOf(inherited, more);
    }
    return used++;
  }

  private int smallest() {
    var smallest = 0;
    for (var at = 1; at < COUNTERS; at++) {
      smallest = counts[at] < counts[smallest] ? at : smallest;
    }
    return smallest;
  }

  private void forgetHalf() {
    total /= 2;
    for (var at = 0; at < used; at++) {
      counts[at] /= 2;
      inherited[at] = Math.min(inherited[at], counts[at]);
    }
  }
}
