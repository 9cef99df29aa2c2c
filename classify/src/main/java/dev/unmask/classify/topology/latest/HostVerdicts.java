package dev.unmask.classify.topology.latest;

import dev.unmask.avro.HostVerdict;
import dev.unmask.classify.topology.event.CloudEvent;
import dev.unmask.classify.topology.event.EventType;
import dev.unmask.classify.topology.message.RoleFound;
import dev.unmask.classify.topology.message.Told;
import dev.unmask.classify.topology.step.EventTime;
import dev.unmask.classify.topology.step.Work;
import dev.unmask.classify.topology.watch.Backlog;
import dev.unmask.classify.topology.watch.ClassifyCounters;
import dev.unmask.schemas.endpoint.Endpoints;
import java.time.Instant;
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

  private final ProcessorContext<String, Told> context;
  private final KeyValueStore<String, LatestRow> rows;
  private final String rulesetVersion;
  private final String source;
  private final ClassifyCounters counters;
  private final Backlog.Part backlog;

  /**
   * @param source of the events, a URI reference
   */
  public HostVerdicts(
      ProcessorContext<String, Told> context,
      String rulesetVersion,
      String source,
      ClassifyCounters counters) {
    this.context = context;
    rows = context.getStateStore(LatestStore.NAME);
    this.rulesetVersion = rulesetVersion;
    this.source = source;
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
    LatestRow telling = row.telling(hash);
    rows.put(record.key(), telling);
    HostVerdict verdict = draft.verdict(rulesetVersion);
    String content = content(row, telling);
    write(event(EventType.HOST_VERDICT, verdict, content), new Told.Host(verdict));
    counters.hostVerdict();
    if (draft.indicates() || HostVerdictDraft.indicated(row.told())) {
      CloudEvent event = event(EventType.INDICATOR, verdict, content);
      write(event, new Told.Indicator(Indicator.json(verdict, event.id().toString())));
      counters.indicator();
    }
  }

  /** Its number too: a host can be found to be this and that and this again in one observation. */
  private static String content(LatestRow before, LatestRow now) {
    return now.tellings()
        + " "
        + Long.toHexString(before.told())
        + " "
        + Long.toHexString(now.told());
  }

  private CloudEvent event(EventType type, HostVerdict verdict, String content) {
    Instant seen = verdict.getObservedAt();
    String endpoint = Endpoints.key(verdict.getEndpoint());
    return CloudEvent.of(type, source, endpoint, seen, content + " " + seen);
  }

  private void write(CloudEvent event, Told told) {
    long time = EventTime.of(context, event.time().toEpochMilli());
    context.forward(new Record<>(event.subject(), told, time, event.headers()));
  }
}
