package dev.unmask.enrich.queue;

/**
 * How much a work queue takes on at once.
 *
 * @param inFlight records being worked on, over all partitions, 1 to 20,000 (a host is a socket or
 *     two, and descriptors are few)
 * @param inFlightPerPartition records of one partition being worked on, 1 to {@code inFlight}
 * @param span how far the newest started record of a partition may be ahead of the committed
 *     offset, in offsets. At least ten times {@code inFlightPerPartition}, or a slow record holds
 *     up all others; at most 24,000, since a commit's metadata says of each of them whether it is
 *     finished. Enrichers of a group should have the same
 * @param memory MiB of records held, fetched or being worked on, 1 to 65,536. Above it no more is
 *     fetched; what one fetch brings may come on top
 */
public record QueueLimits(int inFlight, int inFlightPerPartition, int span, int memory) {
  private static final int MOST_IN_FLIGHT = 20_000;
  private static final int SPAN_PER_IN_FLIGHT = 10;
  private static final int MOST_MEMORY = 65_536;
  private static final int DEFAULT_MEMORY = 128;

  public QueueLimits {
    check("--in-flight", inFlight, 1, MOST_IN_FLIGHT);
    check("--in-flight-per-partition", inFlightPerPartition, 1, inFlight);
    check("--span", span, inFlightPerPartition * SPAN_PER_IN_FLIGHT, Metadata.MOST_BITS);
    check("--queue-memory", memory, 1, MOST_MEMORY);
  }

  /** Limits with 128 MiB of records. */
  public QueueLimits(int inFlight, int inFlightPerPartition, int span) {
    this(inFlight, inFlightPerPartition, span, DEFAULT_MEMORY);
  }

  /**
   * What suits one machine: 2,000 in flight, 500 of them in one partition, spread over 5,000
   * offsets, and 128 MiB of records.
   */
  public static QueueLimits defaults() {
    return of(2_000);
  }

  /**
   * Limits for so many records in flight: a partition may have 500 of them, or all if they are
   * fewer.
   */
  public static QueueLimits of(int inFlight) {
    var perPartition = Math.max(1, Math.min(inFlight, 500));
    return new QueueLimits(inFlight, perPartition, perPartition * SPAN_PER_IN_FLIGHT);
  }

  /** These limits with another bound on the memory, MiB. */
  public QueueLimits withMemory(int other) {
    return new QueueLimits(inFlight, inFlightPerPartition, span, other);
  }

  long memoryBytes() {
    return (long) memory << 20;
  }

  private static void check(String flag, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %,d; give a number from %,d to %,d".formatted(flag, value, least, most));
    }
  }
}
