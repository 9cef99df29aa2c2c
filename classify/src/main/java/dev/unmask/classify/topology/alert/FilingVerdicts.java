package dev.unmask.classify.topology.alert;

import dev.unmask.avro.Verdict;
import dev.unmask.classify.alert.AlertPolicy;
import dev.unmask.classify.alert.Filing;
import dev.unmask.classify.alert.Matter;
import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.topology.alert.ToCase.Filed;
import dev.unmask.classify.topology.alert.ToCase.Withdrawn;
import dev.unmask.classify.topology.format.StableHash;
import dev.unmask.classify.topology.step.EventTime;
import dev.unmask.classify.topology.step.Work;
import dev.unmask.classify.topology.store.Profiles;
import dev.unmask.classify.topology.verdict.StandingVerdicts;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The step {@code filing}: what passes the first part of the gate, the kinds and owners that alerts
 * are wanted of, is filed under its case, and withdrawn from the case that it was filed under
 * before. The rest of the gate stands where all cases are.
 *
 * <p>After each start verdicts are filed, a few at a time, that stand and have come to be wanted:
 * whoever widens the gate hears of what there is.
 */
final class FilingVerdicts implements Work<String, Verdict> {

  private static final ToCaseCodec CODEC = new ToCaseCodec();

  /** How often it is looked for what is not filed, and how much of it is filed at most. */
  private static final Duration PACE = Duration.ofMillis(200);

  private static final int MOST_AT_ONCE = 50;

  private final ProcessorContext<String, ToCase> context;
  private final AlertPolicy policy;
  private final Profiles profiles;
  private final StandingVerdicts standing;
  private final Unfiled unfiled;
  private final KeyValueStore<String, FiledStore.Row> filed;

  FilingVerdicts(
      ProcessorContext<String, ToCase> context, AlertPolicy policy, StandingVerdicts standing) {
    this.context = context;
    this.policy = policy;
    this.standing = standing;
    profiles = new Profiles(context);
    filed = context.getStateStore(FiledStore.NAME);
    unfiled = new Unfiled(profiles, filed, policy);
    if (policy.live()) {
      context.schedule(PACE, PunctuationType.WALL_CLOCK_TIME, time -> fileStanding());
    }
  }

  @Override
  public void process(Record<String, Verdict> record) {
    Verdict verdict = record.value();
    String fingerprint = record.key();
    Optional<FiledStore.Row> before = Optional.ofNullable(filed.get(fingerprint));
    boolean wanted = policy.admits(verdict.getKind(), Optional.ofNullable(verdict.getOwner()));
    before
        .filter(row -> !wanted || !row.caseId().equals(verdict.getCaseId()))
        .ifPresent(row -> withdraw(record, row));
    if (wanted) {
      file(record, before);
    }
  }

  private void fileStanding() {
    for (String fingerprint : unfiled.next(MOST_AT_ONCE)) {
      standing.of(fingerprint).ifPresent(verdict -> process(record(verdict)));
    }
  }

  private Record<String, Verdict> record(Verdict verdict) {
    return new Record<>(verdict.getFingerprint(), verdict, EventTime.newest(context));
  }

  private void withdraw(Record<String, Verdict> record, FiledStore.Row row) {
    filed.delete(record.key());
    tell(row.caseId(), new Withdrawn(record.key()), record);
  }

  private void file(Record<String, Verdict> record, Optional<FiledStore.Row> before) {
    Verdict verdict = record.value();
    String spki = profiles.certificate(record.key()).map(CertificateSummary::spkiSha256).orElse("");
    Instant issued = Optional.ofNullable(verdict.getEmittedAt()).orElse(Instant.EPOCH);
    Filed message = new Filed(Filing.of(verdict, spki), Matter.of(verdict), issued);
    FiledStore.Row row = new FiledStore.Row(verdict.getCaseId(), hash(message));
    if (before.filter(row::equals).isEmpty()) {
      filed.put(record.key(), row);
      tell(row.caseId(), message, record);
    }
  }

  /** Without the headers of the verdict, which are of the verdict. */
  private void tell(String caseId, ToCase message, Record<String, Verdict> record) {
    context.forward(new Record<>(caseId, message, record.timestamp()));
  }

  /** Over what it says, whenever. */
  private static long hash(Filed message) {
    Filed content = new Filed(message.filing(), message.matter(), Instant.EPOCH);
    return StableHash.of(HexFormat.of().formatHex(CODEC.encode(content)));
  }
}
