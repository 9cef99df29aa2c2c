package dev.unmask.lab.feed;

/**
 * Which of the quirks of real records one record has.
 *
 * @param number of the record in its file, from 0
 */
record Oddity(int number) {
  private static final int EVERY_SOME = 16;

  /**
   * A serial number as a float, as one meets it in downloads that went through other people's
   * tools.
   */
  boolean floatSerial() {
    return number % EVERY_SOME == 1;
  }

  /** The certificates behind the leaf in the wrong order. */
  boolean reversedIssuers() {
    return number % EVERY_SOME == 2;
  }
}
