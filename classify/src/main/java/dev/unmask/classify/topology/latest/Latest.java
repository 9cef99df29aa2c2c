package dev.unmask.classify.topology.latest;

import dev.unmask.avro.Observation;
import dev.unmask.classify.topology.message.ToFingerprint;
import dev.unmask.classify.topology.step.Work;
import dev.unmask.classify.topology.watch.Backlog;
import dev.unmask.classify.topology.watch.ClassifyCounters;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The step {@code latest}: keeps each endpoint's newest sightings, and tells the fingerprints
 * concerned. An observation that comes late still counts as seen; one that comes twice changes
 * nothing.
 */
public final class Latest implements Work<String, Observation> {

  private final ProcessorContext<String, ToFingerprint> context;
  private final KeyValueStore<String, LatestRow> rows;
  private final OwnerCatalogue owners;
  private final ClassifyCounters counters;
  private final Backlog.Part backlog;

  public Latest(
      ProcessorContext<String, ToFingerprint> context,
      OwnerCatalogue owners,
      ClassifyCounters counters) {
    this.context = context;
    rows = context.getStateStore(LatestStore.NAME);
    this.owners = owners;
    this.counters = counters;
    backlog = counters.backlog().begin();
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
    LatestRow after = before.with(observed);
    if (!after.equals(before)) {
      rows.put(endpoint, after);
    }
    count(before, after, observed);
    new Consequences(endpoint, before, after, observed)
        .messages()
        .forEach((leaf, message) -> context.forward(record.withKey(leaf).withValue(message)));
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
}
