package dev.unmask.classify.topology.alert;

import dev.unmask.classify.alert.Alert;
import dev.unmask.classify.alert.AlertPolicy;
import dev.unmask.classify.alert.CaseBook;
import dev.unmask.classify.alert.CaseStore;
import dev.unmask.classify.alert.json.AlertJson;
import dev.unmask.classify.topology.alert.ToCase.Decided;
import dev.unmask.classify.topology.alert.ToCase.Filed;
import dev.unmask.classify.topology.alert.ToCase.Told;
import dev.unmask.classify.topology.alert.ToCase.Withdrawn;
import dev.unmask.classify.topology.event.CloudEvent;
import dev.unmask.classify.topology.event.EventType;
import dev.unmask.classify.topology.step.Work;
import dev.unmask.classify.topology.watch.Backlog;
import dev.unmask.classify.topology.watch.ClassifyCounters;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The step {@code cases}: keeps the case book, and once a second writes what it has to tell. */
final class Cases implements Work<String, ToCase> {

  private static final Duration PACE = Duration.ofSeconds(1);

  private final ProcessorContext<String, String> context;
  private final AlertPolicy policy;
  private final String source;
  private final ClassifyCounters counters;
  private final Backlog.Part backlog;
  private final CaseStore store;
  private final CaseBook book;

  /**
   * @param source of the events, a URI reference
   */
  Cases(
      ProcessorContext<String, String> context,
      AlertPolicy policy,
      String source,
      ClassifyCounters counters) {
    this.context = context;
    this.policy = policy;
    this.source = source;
    this.counters = counters;
    backlog = counters.backlog().begin();
    store = new StoredCases(context);
    book = new CaseBook(policy, store);
    context.schedule(
        PACE, PunctuationType.WALL_CLOCK_TIME, time -> turn(Instant.ofEpochMilli(time)));
  }

  @Override
  public void process(Record<String, ToCase> record) {
    backlog.active();
    String key = record.key();
    ToCase message = record.value();
    if (message instanceof Filed filed) {
      book.file(key, filed.filing(), filed.matter(), filed.issued());
    } else if (message instanceof Withdrawn withdrawn) {
      book.withdraw(key, withdrawn.fingerprint());
    } else if (message instanceof Decided decided) {
      book.rule(key, decided.disposition());
    } else if (message instanceof Told told) {
      book.learn(key, told.row());
    }
  }

  @Override
  public void close() {
    backlog.end();
  }

  private void turn(Instant now) {
    for (Alert alert : book.turn(now)) {
      context.forward(
          new Record<>(
              alert.caseId(),
              AlertJson.of(alert, policy.format()),
              alert.at().toEpochMilli(),
              headers(alert)));
      counters.alert();
    }
  }

  private Headers headers(Alert alert) {
    Headers headers = event(alert).headers();
    store.find(alert.caseId()).ifPresent(row -> CaseHeader.add(headers, row));
    return headers;
  }

  /** Under the id that is in the alert. */
  private CloudEvent event(Alert alert) {
    UUID id = UUID.fromString(alert.eventId());
    return new CloudEvent(EventType.ALERT, source, alert.caseId(), alert.at(), id);
  }
}
