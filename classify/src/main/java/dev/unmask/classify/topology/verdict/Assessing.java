package dev.unmask.classify.topology.verdict;

import dev.unmask.avro.Hint;
import dev.unmask.avro.Verdict;
import dev.unmask.classify.model.Profile;
import dev.unmask.classify.topology.event.CloudEvent;
import dev.unmask.classify.topology.event.EventType;
import dev.unmask.classify.topology.message.Due;
import dev.unmask.classify.topology.message.Finding;
import dev.unmask.classify.topology.message.HintIssued;
import dev.unmask.classify.topology.message.HostJoined;
import dev.unmask.classify.topology.message.RoleFound;
import dev.unmask.classify.topology.message.Tallied;
import dev.unmask.classify.topology.message.VerdictIssued;
import dev.unmask.classify.topology.step.EventTime;
import dev.unmask.classify.topology.step.Work;
import dev.unmask.classify.topology.store.Era;
import dev.unmask.classify.topology.store.Member;
import dev.unmask.classify.topology.store.Members;
import dev.unmask.classify.topology.store.Mode;
import dev.unmask.classify.topology.store.Profiles;
import dev.unmask.classify.topology.store.VerdictRow;
import dev.unmask.classify.topology.watch.Backlog;
import dev.unmask.classify.topology.watch.ClassifyCounters;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The step {@code assess}: what is due is judged; a verdict is issued when something material has
 * changed, or, once its fingerprint is quiet, when anything has; hosts are told their role, the one
 * that changed at once, a whole cluster in slices. Of an epoch that is not live, only verdicts are
 * issued; hosts and enrich hear of it when it is.
 */
public final class Assessing implements Work<String, Tallied> {

  /** How often hosts are told, and how many at most each time. */
  private static final Duration PACE = Duration.ofMillis(200);

  private static final int MOST_TOLD_AT_ONCE = 5_000;

  private final ProcessorContext<String, Finding> context;
  private final Mode mode;
  private final Judging judging;
  private final OwnerCatalogue owners;
  private final Imprint imprint;
  private final ClassifyCounters counters;
  private final Backlog.Part backlog;
  private final Samples samples;
  private final VerdictRows rows;
  private final Slices slices;

  public Assessing(
      ProcessorContext<String, Finding> context,
      Mode mode,
      Judge judge,
      OwnerCatalogue owners,
      Imprint imprint,
      ClassifyCounters counters) {
    this.context = context;
    this.mode = mode;
    judging = new Judging(judge, counters);
    this.owners = owners;
    this.imprint = imprint;
    this.counters = counters;
    backlog = counters.backlog().begin();
    Members members = new Members(context);
    Profiles profiles = new Profiles(context, mode);
    samples = new Samples(members);
    Era era = Era.of(mode, context);
    rows = new VerdictRows(profiles, era);
    slices = new Slices(members, rows, this::tell);
    if (mode == Mode.LIVE) {
      profiles.forEachVerdict((leaf, row) -> slices.begin(leaf, row.in(era)));
    }
    report();
    context.schedule(PACE, PunctuationType.WALL_CLOCK_TIME, time -> tellSlices());
  }

  @Override
  public void process(Record<String, Tallied> record) {
    Tallied message = record.value();
    if (message instanceof HostJoined joined && mode == Mode.LIVE) {
      tell(rows.get(record.key()), new Member(record.key(), joined.signature(), joined.endpoint()));
    } else if (message instanceof Due due) {
      assess(record.key(), due);
    }
  }

  @Override
  public void close() {
    backlog.end();
  }

  private void assess(String fingerprint, Due due) {
    VerdictRow row = rows.get(fingerprint);
    if (due.quiet() && row.checked() == due.changes()) {
      return;
    }
    judging
        .of(fingerprint, due.profile(), due.certificate())
        .ifPresent(judgement -> conclude(fingerprint, due, row, judgement));
  }

  private void conclude(String fingerprint, Due due, VerdictRow before, Judgement judgement) {
    VerdictRow row = before.found(judgement.finding(), judgement.roles(), judgement.merged());
    row = mode == Mode.LIVE ? hint(row, judgement) : row;
    if (due.quiet() || material(row, judgement)) {
      row = issue(row.checkedAt(due.changes()), due, judgement);
    }
    rows.put(fingerprint, row);
    if (mode == Mode.LIVE) {
      slices.begin(fingerprint, row);
    }
    report();
  }

  private static boolean material(VerdictRow row, Judgement judgement) {
    return EmissionPolicy.DEFAULT.material(row.issued(), judgement.assessment(), judgement.hosts());
  }

  private VerdictRow hint(VerdictRow row, Judgement judgement) {
    Hint hint = HintDraft.of(judgement.profile(), judgement.assessment(), owners);
    if (HintDraft.hash(hint) == row.hint()) {
      return row;
    }
    counters.hint();
    forward(judgement.profile(), new HintIssued(hint), new RecordHeaders());
    return row.hinting(HintDraft.hash(hint));
  }

  private VerdictRow issue(VerdictRow row, Due due, Judgement judgement) {
    Profile profile = judgement.profile();
    VerdictDraft draft =
        new VerdictDraft(
            judgement,
            samples.of(profile.fingerprint(), row.telling().roles(), judgement.hosts()),
            imprint);
    String digest = VerdictDigest.ofContent(draft.content());
    if (row.issued().filter(last -> last.digest().equals(digest)).isPresent()) {
      return row;
    }
    Verdict verdict = draft.revision(row.issued(), digest, due.at());
    counters.verdict();
    forward(profile, new VerdictIssued(verdict), event(verdict, due.at()).headers());
    return row.issuing(draft.issued(verdict));
  }

  private CloudEvent event(Verdict verdict, Instant at) {
    return CloudEvent.of(
        EventType.VERDICT,
        imprint.source(),
        verdict.getFingerprint(),
        at,
        verdict.getRevision() + " " + verdict.getDigest());
  }

  private void forward(Profile profile, Finding finding, Headers headers) {
    long lastSeen = profile.lastSeen().map(Instant::toEpochMilli).orElse(0L);
    context.forward(
        new Record<>(profile.fingerprint(), finding, EventTime.of(context, lastSeen), headers));
  }

  private void tellSlices() {
    if (slices.size() > 0) {
      backlog.active();
      slices.tell(MOST_TOLD_AT_ONCE);
      report();
    }
  }

  /** Tells a host what it is, where that is known; else the next assessment has it told. */
  private void tell(VerdictRow row, Member member) {
    row.roleOf(member).ifPresent(role -> forward(member.endpoint(), role));
  }

  private void forward(String endpoint, RoleFound role) {
    context.forward(new Record<>(endpoint, role, EventTime.newest(context)));
  }

  private void report() {
    backlog.slicing(slices.size());
  }
}
