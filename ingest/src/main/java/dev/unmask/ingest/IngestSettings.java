package dev.unmask.ingest;

import dev.unmask.ingest.record.Format;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of an ingestion. Immutable; a value out of range is refused with the flag's name and
 * what was expected.
 *
 * @param feed what to read
 * @param format whose records are read, all others going to the dead letters; empty for whichever
 * @param maxLineBytes the longest line that is read, in bytes without its end, 1 KiB to 256 MiB; a
 *     longer one goes to the dead letters
 * @param parsers how many threads parse, 1 to 64
 * @param batchRecords how many records a transaction holds at most, 1 to 1,000,000
 * @param batchBytes how many bytes of keys and values a transaction holds at most, or one line
 *     more, 1 KiB to 1 GiB
 * @param batchTime how long a record waits for its commit at most, 10 ms to 30 s
 * @param maxDeadShare the share of an input's records that may go to the dead letters, 0 to 1; an
 *     input that exceeds it once 1,000 records are read is not what it was taken for, and stops the
 *     run
 * @param again whether files are read from their beginning, whatever of them was ingested before
 */
public record IngestSettings(
    Feed feed,
    Optional<Format> format,
    int maxLineBytes,
    int parsers,
    int batchRecords,
    long batchBytes,
    Duration batchTime,
    double maxDeadShare,
    boolean again) {

  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;
  private static final Duration SHORTEST_BATCH = Duration.ofMillis(10);
  private static final Duration LONGEST_BATCH = Duration.ofSeconds(30);

  public IngestSettings {
    requireRange("--max-line-bytes", maxLineBytes, KIB, 256L * MIB);
    requireRange("--parsers", parsers, 1, 64);
    requireRange("--batch-records", batchRecords, 1, 1_000_000);
    requireRange("--batch-bytes", batchBytes, KIB, 1024L * MIB);
    if (batchTime.compareTo(SHORTEST_BATCH) < 0 || batchTime.compareTo(LONGEST_BATCH) > 0) {
      throw new IllegalArgumentException(
          "--batch-time " + batchTime + ": expected PT0.01S to PT30S");
    }
    if (!(maxDeadShare >= 0 && maxDeadShare <= 1)) {
      throw new IllegalArgumentException("--max-dead-share " + maxDeadShare + ": expected 0 to 1");
    }
  }

  /** The defaults, for these files. */
  public static IngestSettings defaults(List<String> files) {
    return defaults(new Feed.Files(files));
  }

  /** The defaults, for this feed. */
  public static IngestSettings defaults(Feed feed) {
    int parsers = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
    return new IngestSettings(
        feed,
        Optional.empty(),
        16 * MIB,
        parsers,
        10_000,
        16L * MIB,
        Duration.ofSeconds(1),
        0.5,
        false);
  }

  private static void requireRange(String flag, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          flag + " " + value + ": expected " + least + " to " + most);
    }
  }
}
