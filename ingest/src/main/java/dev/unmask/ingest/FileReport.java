package dev.unmask.ingest;

import java.util.Optional;

/**
 * What came of one input. All counts are of records (a line may hold several) and of committed
 * transactions.
 *
 * @param name the input as the user named it
 * @param read records found: always published + dead
 * @param published banners on the topic
 * @param dead records in the dead letters
 * @param bytes read of the input, as stored
 * @param lastLine number of the last line that is done with, 0 if none is
 * @param complete whether the input was read to its end
 * @param problem what is the matter with the input, in a sentence; empty if nothing is
 */
public record FileReport(
    String name,
    long read,
    long published,
    long dead,
    long bytes,
    long lastLine,
    boolean complete,
    Optional<String> problem) {

  public FileReport {
    if (read != published + dead) {
      throw new IllegalArgumentException(
          "read " + read + " must be published " + published + " + dead " + dead);
    }
  }
}
