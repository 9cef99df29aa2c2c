package dev.unmask.classify.topology.verdict;

import dev.unmask.avro.Hint;
import dev.unmask.avro.Verdict;
import dev.unmask.classify.assess.Assessment;
import dev.unmask.classify.assess.HostAssessment;
import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.model.Profile;
import dev.unmask.classify.topology.message.Due;
import dev.unmask.classify.topology.message.Finding;
import dev.unmask.classify.topology.message.HintIssued;
import dev.unmask.classify.topology.message.HostJoined;
import dev.unmask.classify.topology.message.RoleFound;
import dev.unmask.classify.topology.message.Tallied;
import dev.unmask.classify.topology.message.VerdictIssued;
import dev.unmask.classify.topology.step.Work;
import dev.unmask.classify.topology.store.ClusterFinding;
import dev.unmask.classify.topology.store.Member;
import dev.unmask.classify.topology.store.Members;
import dev.unmask.classify.topology.store.Profiles;
import dev.unmask.classify.topology.store.VerdictRow;
import dev.unmask.classify.topology.watch.Backlog;
import dev.unmask.classify.topology.watch.ClassifyCounters;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The step {@code assess}: what is due is judged; a verdict is issued when something material has
 * changed, or, once its fingerprint is quiet, when anything has; hosts are told their role, the one
 * that changed at once, a whole cluster in slices.
 */
public final class Assessing implements Work<String, Tallied> {

  /** How often hosts are told, and how many at most each time. */
  private static final Duration PACE = Duration.ofMillis(200);

  private static final int MOST_TOLD_AT_ONCE = 5_000;

  private final ProcessorContext<String, Finding> context;
  private final Judge judge;
  private final OwnerCatalogue owners;
  private final Imprint imprint;
  private final ClassifyCounters counters;
  private final Backlog.Part backlog;
  private final Samples samples;
  private final VerdictRows rows;
  private final Slices slices;

  public Assessing(
      ProcessorContext<String, Finding> context,
      Judge judge,
      OwnerCatalogue owners,
      Imprint imprint,
      ClassifyCounters counters) {
    this.context = context;
    this.judge = judge;
    this.owners = owners;
    this.imprint = imprint;
    this.counters = counters;
    backlog = counters.backlog().begin();
    Members members = new Members(context);
    Profiles profiles = new Profiles(context);
    samples = new Samples(members);
    rows = new VerdictRows(profiles);
    slices = new Slices(members, rows, this::tell);
    profiles.forEachVerdict(slices::begin);
    report();
    context.schedule(PACE, PunctuationType.WALL_CLOCK_TIME, time -> tellSlices());
  }

  @Override
  public void process(Record<String, Tallied> record) {
    Tallied message = record.value();
    if (message instanceof HostJoined joined) {
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
    VerdictRow before = rows.get(fingerprint);
    if (due.quiet() && before.checked() == due.changes()) {
      return;
    }
    Profile profile = due.profile().get();
    Optional<CertificateSummary> certificate = due.certificate().get();
    Assessment assessment = judge.of(profile, certificate);
    counters.assessed();
    SortedMap<Bytes, HostAssessment> roles = Roles.encoded(assessment);
    VerdictRow row =
        before.found(
            new ClusterFinding(assessment.kind(), assessment.confidence(), assessment.owner()),
            roles);
    row = hint(row, profile, assessment);
    HostsByRole hosts = HostsByRole.of(profile, assessment);
    if (due.quiet() || EmissionPolicy.DEFAULT.material(row.issued(), assessment, hosts)) {
      row =
          issue(
              row.checkedAt(due.changes()),
              due,
              new VerdictDraft(
                  profile,
                  certificate,
                  assessment,
                  hosts,
                  samples.of(fingerprint, roles, hosts),
                  imprint));
    }
    rows.put(fingerprint, row);
    slices.begin(fingerprint, row);
    report();
  }

  private VerdictRow hint(VerdictRow row, Profile profile, Assessment assessment) {
    Hint hint = HintDraft.of(profile, assessment, owners);
    if (HintDraft.hash(hint) == row.hint()) {
      return row;
    }
    counters.hint();
    forward(profile, new HintIssued(hint));
    return row.hinting(HintDraft.hash(hint));
  }

  private VerdictRow issue(VerdictRow row, Due due, VerdictDraft draft) {
    String digest = VerdictDigest.ofContent(draft.content());
    if (row.issued().filter(last -> last.digest().equals(digest)).isPresent()) {
      return row;
    }
    Verdict verdict = draft.revision(row.issued(), digest, due.at());
    counters.verdict();
    forward(draft.profile(), new VerdictIssued(verdict));
    return row.issuing(draft.issued(verdict));
  }

  private void forward(Profile profile, Finding finding) {
    long lastSeen = profile.lastSeen().map(time -> Math.max(0, time.toEpochMilli())).orElse(0L);
    context.forward(new Record<>(profile.fingerprint(), finding, lastSeen));
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
    context.forward(new Record<>(endpoint, role, Math.max(0, context.currentStreamTimeMs())));
  }

  private void report() {
    backlog.slicing(slices.size());
  }
}
