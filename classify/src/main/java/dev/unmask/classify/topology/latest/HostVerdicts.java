package dev.unmask.classify.topology.latest;

import dev.unmask.avro.HostVerdict;
import dev.unmask.classify.topology.message.RoleFound;
import dev.unmask.classify.topology.step.EventTime;
import dev.unmask.classify.topology.step.Work;
import dev.unmask.classify.topology.watch.Backlog;
import dev.unmask.classify.topology.watch.ClassifyCounters;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The step {@code host-verdicts}: the one writer of an endpoint's verdict. It writes a role only if
 * the endpoint still is what the role was found for, by the row that {@code latest} keeps of it; so
 * the newest event time wins, whichever cluster speaks last. What was written before is not written
 * again.
 */
public final class HostVerdicts implements Work<String, RoleFound> {

  private final ProcessorContext<String, HostVerdict> context;
  private final KeyValueStore<String, LatestRow> rows;
  private final String rulesetVersion;
  private final ClassifyCounters counters;
  private final Backlog.Part backlog;

  public HostVerdicts(
      ProcessorContext<String, HostVerdict> context,
      String rulesetVersion,
      ClassifyCounters counters) {
    this.context = context;
    rows = context.getStateStore(LatestStore.NAME);
    this.rulesetVersion = rulesetVersion;
    this.counters = counters;
    backlog = counters.backlog().begin();
  }

  @Override
  public void process(Record<String, RoleFound> record) {
    backlog.active();
    Optional<LatestRow> row =
        Optional.ofNullable(rows.get(record.key()))
            .filter(known -> concerns(record.value(), known));
    row.ifPresentOrElse(known -> tell(record, known), counters::staleRole);
  }

  @Override
  public void close() {
    backlog.end();
  }

  private static boolean concerns(RoleFound role, LatestRow row) {
    return row.counting()
        .filter(sighting -> sighting.fingerprint().equals(role.fingerprint()))
        .filter(sighting -> sighting.standing().signature().equals(role.signature()))
        .isPresent();
  }

  private void tell(Record<String, RoleFound> record, LatestRow row) {
    HostVerdictDraft draft = new HostVerdictDraft(record.key(), record.value(), row);
    long hash = draft.hash(rulesetVersion);
    if (hash == row.told()) {
      counters.unchangedRole();
      return;
    }
    rows.put(record.key(), row.telling(hash));
    HostVerdict verdict = draft.verdict(rulesetVersion);
    context.forward(
        record
            .withValue(verdict)
            .withTimestamp(EventTime.of(context, verdict.getObservedAt().toEpochMilli())));
    counters.hostVerdict();
  }
}
