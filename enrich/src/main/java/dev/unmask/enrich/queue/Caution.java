package dev.unmask.enrich.queue;

/**
 * How carefully a partition is gone about, by how many starts in a row ended in a crash. A packet
 * that crashes the process (native TLS code has: CVE-2025-24970) does so again after a restart, as
 * its record is unfinished; this finds out which it is.
 *
 * <pre>
 *   crashes   until carefulUntil
 *   0         as the limits say
 *   1         few at once, in the whole enricher, and not far ahead: if one of them is why, it is one of
 *             few, and most who kill a process are outside of it, and do so once
 *   2         one record at a time, in the whole enricher, each announced to the broker
 * </pre>
 *
 * @param crashes 0 to 2
 * @param carefulUntil what was in flight at a crash lies below this offset, see {@link
 *     Progress#reach}; where all below it is finished the crashes are forgotten. 0 without a crash
 */
record Caution(int crashes, long carefulUntil) {
  static final Caution NONE = new Caution(0, 0);

  static final int MOST = 2;

  Caution {
    if (crashes < 0 || crashes > MOST) {
      throw new IllegalArgumentException("crashes are 0 to 2, not " + crashes);
    }
  }

  /**
   * What to begin with where the last owner left this. If he had anything in flight he has crashed,
   * since whoever ends in order takes that back.
   */
  static Caution after(Progress left) {
    var before = left.caution().at(left.offset());
    return left.inFlight() ? before.afterCrash(left.reach().getAsLong()) : before;
  }

  private Caution afterCrash(long reach) {
    return oneAtATime() ? this : new Caution(crashes + 1, reach);
  }

  /** Whether few records are worked on at once, since one of them may have crashed a start. */
  boolean fewAtOnce() {
    return crashes == 1;
  }

  /** Whether one record at a time is worked on, carefully. */
  boolean oneAtATime() {
    return crashes == MOST;
  }

  /** What is left of it once everything below this offset is finished. */
  Caution at(long offset) {
    return offset < carefulUntil ? this : NONE;
  }
}
