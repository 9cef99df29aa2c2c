package dev.unmask.ingest;

import dev.unmask.avro.Ingested;
import dev.unmask.ingest.memory.Course;
import java.util.Optional;

/**
 * What came of one input in this run. All counts are of records (a line may hold several) and of
 * committed transactions.
 *
 * @param name the input as the user named it
 * @param read records found: always published + dead
 * @param published banners on the topic
 * @param dead records in the dead letters
 * @param bytes of the input, as stored, that are done with
 * @param lastLine number of the last line that is done with, 0 if none is
 * @param complete whether the input was read to its end
 * @param remark what earlier runs have to do with it, in a sentence; empty if nothing has
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
    Optional<String> remark,
    Optional<String> problem) {

  private static final String EARLIER = "(earlier files)";

  public FileReport {
    if (read != published + dead) {
      throw new IllegalArgumentException(
          "read " + read + " must be published " + published + " + dead " + dead);
    }
  }

  /** Of a file that was given up. */
  static FileReport refused(String name, String problem) {
    return new FileReport(name, 0, 0, 0, 0, 0, false, Optional.empty(), Optional.of(problem));
  }

  /** What came of the same input in two attempts, the second of which went on with the first. */
  FileReport then(FileReport next) {
    return new FileReport(
        name,
        read + next.read,
        published + next.published,
        dead + next.dead,
        Math.max(bytes, next.bytes),
        Math.max(lastLine, next.lastLine),
        next.complete,
        next.remark,
        next.problem);
  }

  /** Both as one, of which only the figures are known. */
  FileReport with(FileReport other) {
    return new FileReport(
        EARLIER,
        read + other.read,
        published + other.published,
        dead + other.dead,
        bytes + other.bytes,
        0,
        true,
        Optional.empty(),
        Optional.empty());
  }

  /** Of a file that there was no need to read. */
  static FileReport untouched(String name, Course course) {
    return new FileReport(
        name,
        0,
        0,
        0,
        course.before().map(Ingested::getSize).orElse(0L),
        course.from().line(),
        course.problem().isEmpty(),
        course.remark(),
        course.problem());
  }
}
