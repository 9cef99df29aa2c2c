package dev.unmask.enrich.queue;

import java.util.NavigableSet;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far a partition has got, as it is committed: everything below {@code offset} is finished, and
 * so are the offsets in {@code finished}, all of them above it.
 *
 * @param caution what earlier starts have taught
 * @param reach what is being worked on lies below this offset, and so does all that may begin
 *     before the next commit; empty if nothing is. Found by a successor, it means a crash, and how
 *     far those go who may be why
 */
record Progress(long offset, Caution caution, OptionalLong reach, NavigableSet<Long> finished) {

  static Progress of(OffsetAndMetadata committed) {
    return Metadata.read(committed.offset(), committed.metadata());
  }

  OffsetAndMetadata toCommit() {
    return new OffsetAndMetadata(offset, Metadata.write(this));
  }

  boolean inFlight() {
    return reach.isPresent();
  }

  /** The same with nothing in flight, which is no crash. */
  Progress takenBack() {
    return new Progress(offset, caution, OptionalLong.empty(), finished);
  }

  /**
   * The record that crashed the process though it was worked on alone: it was announced by a commit
   * of its own, at its offset, and nothing has been committed since.
   */
  OptionalLong culprit() {
    return inFlight() && caution.at(offset).oneAtATime()
        ? OptionalLong.of(offset)
        : OptionalLong.empty();
  }
}
