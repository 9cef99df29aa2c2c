package dev.unmask.enrich.queue;

import java.util.NavigableSet;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far a partition has got, as it is committed: everything below {@code offset} is finished, and
 * so are the offsets in {@code finished}, all of them above it.
 *
 * @param caution what earlier starts have taught
 * @param inFlight whether anything is being worked on; found by a successor, it means a crash
 */
record Progress(long offset, Caution caution, boolean inFlight, NavigableSet<Long> finished) {

  static Progress of(OffsetAndMetadata committed) {
    return Metadata.read(committed.offset(), committed.metadata());
  }

  OffsetAndMetadata toCommit() {
    return new OffsetAndMetadata(offset, Metadata.write(this));
  }

  /** The same with nothing in flight, which is no crash. */
  Progress takenBack() {
    return new Progress(offset, caution, false, finished);
  }

  /**
   * The record that crashed the process though it was worked on alone: it was announced by a commit
   * of its own, at its offset, and nothing has been committed since.
   */
  OptionalLong culprit() {
    return inFlight && caution.at(offset).oneAtATime()
        ? OptionalLong.of(offset)
        : OptionalLong.empty();
  }
}
