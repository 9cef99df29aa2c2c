package dev.unmask.classify.topology.latest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Goes once through all rows of a store, some at a time, so that no commit waits for it. Rows that
 * are written meanwhile behind its place are not seen again.
 */
final class Sweep {

  /** Rows at a time: some milliseconds. */
  private static final int MOST = 2_000;

  private final KeyValueStore<String, LatestRow> rows;
  private Optional<String> place = Optional.empty();
  private boolean done = true;

  Sweep(KeyValueStore<String, LatestRow> rows) {
    this.rows = rows;
  }

  void begin() {
    place = Optional.empty();
    done = false;
  }

  boolean done() {
    return done;
  }

  /** The next rows. */
  List<KeyValue<String, LatestRow>> next() {
    List<KeyValue<String, LatestRow>> some = new ArrayList<>();
    try (KeyValueIterator<String, LatestRow> all = from()) {
      while (all.hasNext() && some.size() < MOST) {
        some.add(all.next());
      }
      done = !all.hasNext();
    }
    place = done ? Optional.empty() : Optional.of(some.get(some.size() - 1).key);
    return some;
  }

  /** The row at the place is seen once more, which does no harm. */
  @SuppressWarnings("NullAway") // no upper bound is null, by the interface's contract
  private KeyValueIterator<String, LatestRow> from() {
    return place.map(key -> rows.range(key, null)).orElseGet(rows::all);
  }
}
