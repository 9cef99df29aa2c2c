package dev.unmask.classify.topology.step;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/** The timestamps of records that are written. */
public final class EventTime {

  private EventTime() {}

  /**
   * A time as a record's timestamp: not before 1970, and not after the newest record that was read.
   * Brokers refuse what is more than an hour in the future, with its whole batch; what was read has
   * passed that test, and what an observation says of its time has not.
   *
   * @param time epoch milliseconds
   */
  public static long of(ProcessorContext<?, ?> context, long time) {
    return Math.max(0, Math.min(time, context.currentStreamTimeMs()));
  }

  /** The time of the newest record that was read. */
  public static long newest(ProcessorContext<?, ?> context) {
    return Math.max(0, context.currentStreamTimeMs());
  }
}
