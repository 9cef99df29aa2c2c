package dev.unmask.enrich.queue;

import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is being worked on, of all lanes. Used by the consumer's thread; work ends on any, which
 * only leaves a note: there is room for all that can be in flight, so it never waits.
 */
final class InFlight {
  private record Completion(Lane lane, long offset, Optional<Throwable> error) {}

  private final Work work;
  private final int most;
  private final BlockingQueue<Completion> completions;
  private int count;

  InFlight(Work work, int most) {
    this.work = work;
    this.most = most;
    this.completions = new ArrayBlockingQueue<>(most);
  }

  int count() {
    return count;
  }

  boolean hasRoom() {
    return count < most;
  }

  /** Begins with the lane's next record. */
  void start(Lane lane) {
    var record = lane.next();
    var offset = record.offset();
    var future = begin(lane, record);
    lane.started(record, future);
    count++;
    future.whenComplete(
        (done, error) -> completions.add(new Completion(lane, offset, Optional.ofNullable(error))));
  }

  private CompletableFuture<?> begin(Lane lane, ConsumerRecord<byte[], byte[]> record) {
    if (lane.isCulprit(record)) {
      return work.giveUp(record);
    }
    return lane.oneAtATime() ? work.startCarefully(record) : work.start(record);
  }

  /**
   * Tells the lanes what has ended since the last call.
   *
   * @throws WorkFailedException if work failed, of a lane that is not closed
   */
  void takeEnded() {
    var taken = new ArrayList<Completion>();
    completions.drainTo(taken);
    count -= taken.size();
    taken.forEach(InFlight::take);
  }

  private static void take(Completion completion) {
    if (completion.error().isEmpty()) {
      completion.lane().finish(completion.offset());
    } else if (!completion.lane().closed()) {
      throw new WorkFailedException(
          "%s at offset %d".formatted(completion.lane().partition(), completion.offset()),
          completion.error().get());
    }
  }
}
