package dev.unmask.classify.topology.latest;

import dev.unmask.avro.Observation;
import dev.unmask.classify.topology.message.FromLatest;
import dev.unmask.classify.topology.message.HostGone;
import dev.unmask.classify.topology.step.EventTime;
import dev.unmask.classify.topology.step.Work;
import dev.unmask.classify.topology.store.Mode;
import dev.unmask.classify.topology.watch.Backlog;
import dev.unmask.classify.topology.watch.ClassifyCounters;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The step {@code latest}: keeps each endpoint's newest sightings, and tells the fingerprints
 * concerned. An observation that comes late still counts as seen; one that comes twice changes
 * nothing. What expires is taken back.
 */
public final class Latest implements Work<String, Observation> {

  /** How often some rows are looked at for what has expired. */
  private static final Duration PACE = Duration.ofMillis(200);

  private final ProcessorContext<String, FromLatest> context;
  private final KeyValueStore<String, LatestRow> rows;
  private final Mode mode;
  private final OwnerCatalogue owners;
  private final ClassifyCounters counters;
  private final Backlog.Part backlog;
  private final Sweep sweep;
  private long cutoff = Long.MIN_VALUE;

  /**
   * @param expiry empty for never
   */
  public Latest(
      ProcessorContext<String, FromLatest> context,
      Mode mode,
      OwnerCatalogue owners,
      Optional<Expiry> expiry,
      ClassifyCounters counters) {
    this.context = context;
    rows = context.getStateStore(LatestStore.NAME);
    check();
    this.mode = mode;
    this.owners = owners;
    this.counters = counters;
    backlog = counters.backlog().begin();
    sweep = new Sweep(rows);
    expiry.ifPresent(this::expire);
  }

  /** State of another format stops the stage when it begins, and not at some row. */
  private void check() {
    try (KeyValueIterator<String, LatestRow> all = rows.all()) {
      if (all.hasNext()) {
        all.next().value.check();
      }
    }
  }

  @Override
  public void process(Record<String, Observation> record) {
    backlog.active();
    Observed.of(record.value(), owners)
        .ifPresentOrElse(observed -> keep(record, observed), counters::withoutFingerprint);
  }

  @Override
  public void close() {
    backlog.end();
  }

  private void keep(Record<String, Observation> record, Observed observed) {
    String endpoint = record.key();
    LatestRow before = Optional.ofNullable(rows.get(endpoint)).orElse(LatestRow.NONE);
    LatestRow after = counting(before.with(observed));
    count(before, after, observed);
    change(endpoint, before, after, Optional.of(observed), record.timestamp());
  }

  private void count(LatestRow before, LatestRow after, Observed observed) {
    if (before.holds(observed.sighting())) {
      counters.duplicate();
    } else if (after.equals(before)) {
      counters.late();
    } else {
      counters.newer();
    }
  }

  private void expire(Expiry expiry) {
    cutoff = expiry.cutoff(context.currentSystemTimeMs());
    sweep.begin();
    context.schedule(PACE, PunctuationType.WALL_CLOCK_TIME, time -> expire(expiry.cutoff(time)));
  }

  private void expire(long due) {
    if (due > cutoff) {
      cutoff = due;
      sweep.begin();
    }
    if (!sweep.done()) {
      backlog.active();
      sweep.next().forEach(this::expire);
    }
    backlog.slicing(sweep.done() ? 0 : 1);
  }

  /** Of a host of which only what is public is known, nobody else would take that away. */
  private void expire(KeyValue<String, LatestRow> row) {
    LatestRow after = counting(row.value);
    if (row.value.empty() && mode == Mode.LIVE) {
      rows.delete(row.key);
      gone(row.key, EventTime.newest(context));
    } else if (!after.equals(row.value)) {
      change(row.key, row.value, after, Optional.empty(), EventTime.newest(context));
    }
  }

  /**
   * What counts of a row. Of an epoch that is not live, an endpoint of which something is public
   * expires when the live one has taken that away; else nobody would.
   */
  private LatestRow counting(LatestRow row) {
    return mode == Mode.SHADOW && row.told() != 0 ? row : row.since(cutoff);
  }

  private void change(
      String endpoint,
      LatestRow before,
      LatestRow after,
      Optional<Observed> observed,
      long timestamp) {
    if (!after.equals(before)) {
      write(endpoint, after);
    }
    new Consequences(endpoint, before, after, observed)
        .messages()
        .forEach((leaf, message) -> context.forward(new Record<>(leaf, message, timestamp)));
    if (after.empty() && !before.empty()) {
      gone(endpoint, timestamp);
    }
  }

  private void gone(String endpoint, long timestamp) {
    context.forward(new Record<>(endpoint, new HostGone(), timestamp));
    counters.expired();
  }

  private void write(String endpoint, LatestRow row) {
    if (row.empty()) {
      rows.delete(endpoint);
    } else {
      rows.put(endpoint, row);
    }
  }
}
