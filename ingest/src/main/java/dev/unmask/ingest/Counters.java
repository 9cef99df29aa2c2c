package dev.unmask.ingest;

import dev.unmask.ingest.publish.Committed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The metrics: {@code unmask.ingest.read = unmask.ingest.published + unmask.ingest.dead}, of
 * committed transactions.
 */
final class Counters {

  private final Counter read;
  private final Counter published;
  private final Counter dead;
  private final Counter discarded;
  private final AtomicLong publishedSoFar = new AtomicLong();
  private final AtomicLong deadSoFar = new AtomicLong();

  Counters(MeterRegistry meters) {
    read = counter(meters, "unmask.ingest.read", "Records found in the inputs");
    published = counter(meters, "unmask.ingest.published", "Banners put on the topic");
    dead = counter(meters, "unmask.ingest.dead", "Records put to the dead letters");
    discarded =
        counter(meters, "unmask.ingest.discarded", "Records that the feed says it has left out");
  }

  void add(Committed committed) {
    publishedSoFar.addAndGet(committed.published());
    deadSoFar.addAndGet(committed.dead());
    read.increment((double) committed.published() + committed.dead());
    published.increment((double) committed.published());
    dead.increment((double) committed.dead());
  }

  /** Records that were never sent, by the feed's own words; from any thread. */
  void discarded(long records) {
    discarded.increment((double) records);
  }

  long published() {
    return publishedSoFar.get();
  }

  long dead() {
    return deadSoFar.get();
  }

  private static Counter counter(MeterRegistry meters, String name, String description) {
    return Counter.builder(name).description(description).baseUnit("records").register(meters);
  }
}
