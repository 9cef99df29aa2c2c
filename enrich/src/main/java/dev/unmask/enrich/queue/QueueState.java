package dev.unmask.enrich.queue;

import java.util.OptionalLong;

/**
 * What a work queue has before it, as of its last pass.
 *
 * @param partitions partitions assigned to this consumer
 * @param careful of these, how many are worked on carefully, since starts have crashed: one record
 *     at a time, and nothing else meanwhile
 * @param inFlight records being worked on
 * @param waiting records fetched, and not started
 * @param bytes of the records in flight and waiting
 * @param lag records from the lowest unfinished of each partition to its end; empty while the
 *     broker has not said where that is
 * @param oldestTimestamp event time of the oldest unfinished record that was fetched, milliseconds
 */
public record QueueState(
    int partitions,
    int careful,
    int inFlight,
    int waiting,
    long bytes,
    OptionalLong lag,
    OptionalLong oldestTimestamp) {

  static final QueueState NONE =
      new QueueState(0, 0, 0, 0, 0, OptionalLong.empty(), OptionalLong.empty());

  /** Partitions are assigned, and all that is in them is finished. */
  public boolean idle() {
    return partitions > 0 && inFlight == 0 && lag.equals(OptionalLong.of(0));
  }
}
