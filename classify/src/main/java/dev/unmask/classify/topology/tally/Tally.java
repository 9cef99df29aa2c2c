package dev.unmask.classify.topology.tally;

import dev.unmask.classify.topology.message.CertificateKnown;
import dev.unmask.classify.topology.message.Due;
import dev.unmask.classify.topology.message.FirstSeen;
import dev.unmask.classify.topology.message.HostJoined;
import dev.unmask.classify.topology.message.HostMoved;
import dev.unmask.classify.topology.message.Seen;
import dev.unmask.classify.topology.message.Standing;
import dev.unmask.classify.topology.message.Tallied;
import dev.unmask.classify.topology.message.ToFingerprint;
import dev.unmask.classify.topology.step.EventTime;
import dev.unmask.classify.topology.step.Work;
import dev.unmask.classify.topology.store.Era;
import dev.unmask.classify.topology.store.Member;
import dev.unmask.classify.topology.store.Members;
import dev.unmask.classify.topology.store.Mode;
import dev.unmask.classify.topology.store.Profiles;
import dev.unmask.classify.topology.store.TallyRow;
import dev.unmask.classify.topology.watch.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The step {@code tally}: keeps the members and counts of each fingerprint. What changed is
 * assessed once it has waited for a second, so at most once a second; and once more when it has
 * been quiet. What was only seen again is assessed when it has been quiet.
 *
 * <p>What waits is found again in the rows when the task begins: {@code changes != assessed},
 * {@code changes != settled}. What was not assessed since the epoch has been made what it is waits
 * to be quiet too. The time is the punctuator's.
 */
public final class Tally implements Work<String, ToFingerprint> {

  /** How often it is looked for what is due. */
  private static final Duration PACE = Duration.ofMillis(200);

  /** A fingerprint is assessed so long after its first change, to gather the next ones. */
  private static final Duration GATHERING = Duration.ofSeconds(1);

  /** So many at most in one go: a commit must not wait for long. */
  private static final int MOST_AT_ONCE = 2_000;

  /** Bounds of what is on the heap of a task, some 20 MB each. */
  private static final int MOST_WAITING = 100_000;

  private static final int MOST_ROWS = 200_000;

  private final ProcessorContext<String, Tallied> context;
  private final Members members;
  private final Profiles profiles;
  private final Clusters clusters;
  private final Waiting dirty;
  private final Waiting settling;
  private final Unassessed unassessed;
  private final Backlog.Part backlog;
  private long now;

  public Tally(
      ProcessorContext<String, Tallied> context, Mode mode, Duration quietAfter, Backlog backlog) {
    this.context = context;
    members = new Members(context);
    profiles = new Profiles(context);
    clusters = new Clusters(members, MOST_ROWS);
    dirty = new Waiting(GATHERING, MOST_WAITING);
    settling = new Waiting(quietAfter, MOST_WAITING);
    unassessed = new Unassessed(new Profiles(context, mode), Era.of(mode, context));
    this.backlog = backlog.begin();
    now = context.currentSystemTimeMs();
    profiles.forEachTally(this::waitAgain);
    report();
    context.schedule(PACE, PunctuationType.WALL_CLOCK_TIME, this::punctuate);
  }

  @Override
  public void process(Record<String, ToFingerprint> record) {
    backlog.active();
    String fingerprint = record.key();
    ToFingerprint message = record.value();
    if (message instanceof HostMoved moved) {
      move(fingerprint, moved, record.timestamp());
    } else if (message instanceof Seen seen) {
      see(fingerprint, seen);
    } else if (message instanceof CertificateKnown known) {
      learn(fingerprint, known);
    } else if (message instanceof FirstSeen first) {
      inherit(fingerprint, first);
    }
    relieve();
    report();
  }

  @Override
  public void close() {
    backlog.end();
  }

  private void move(String fingerprint, HostMoved moved, long timestamp) {
    Optional<TallyRow> known = profiles.tally(fingerprint);
    Cluster cluster = known.isPresent() ? clusters.get(fingerprint) : clusters.begin(fingerprint);
    TallyRow row = known.orElse(TallyRow.NONE);
    TallyRow wider = moved.seen().map(row::seenAt).orElse(row);
    if (moved.before().equals(moved.after())) {
      seenAgain(fingerprint, wider);
    } else {
      int rows = cluster.rows();
      moved.before().ifPresent(standing -> remove(cluster, fingerprint, moved, standing));
      moved.after().ifPresent(standing -> add(cluster, fingerprint, moved, standing));
      clusters.resized(cluster.rows() - rows);
      changed(fingerprint, wider);
    }
    if (row.assessed() > 0) {
      moved
          .after()
          .filter(standing -> !standing.changed())
          .ifPresent(
              standing ->
                  tell(
                      fingerprint,
                      new HostJoined(moved.endpoint(), standing.signature()),
                      timestamp));
    }
  }

  private void remove(Cluster cluster, String fingerprint, HostMoved moved, Standing standing) {
    members.remove(fingerprint, moved.endpoint(), standing);
    Member member = new Member(fingerprint, standing.signature(), moved.endpoint());
    cluster.remove(member, standing, () -> members.any(fingerprint, standing.signature()));
  }

  private void add(Cluster cluster, String fingerprint, HostMoved moved, Standing standing) {
    Member member = new Member(fingerprint, standing.signature(), moved.endpoint());
    cluster.add(member, standing, () -> members.any(fingerprint, standing.signature()));
    members.add(fingerprint, moved.endpoint(), standing);
  }

  private void see(String fingerprint, Seen seen) {
    TallyRow row = profiles.tally(fingerprint).orElse(TallyRow.NONE);
    TallyRow wider = row.seenAt(seen);
    if (!wider.equals(row)) {
      seenAgain(fingerprint, wider);
    }
  }

  /** Of a fingerprint that this epoch has not seen, it is kept until it has. */
  private void inherit(String fingerprint, FirstSeen first) {
    TallyRow row = profiles.tally(fingerprint).orElse(TallyRow.NONE);
    TallyRow wider = row.seenAt(Seen.at(first.at()));
    if (wider.equals(row)) {
      return;
    }
    if (row.changes() == 0) {
      profiles.put(fingerprint, wider);
    } else {
      changed(fingerprint, wider);
    }
  }

  /** A certificate alone is no reason to speak of a fingerprint that this epoch has not seen. */
  private void learn(String fingerprint, CertificateKnown known) {
    if (profiles.certificate(fingerprint).equals(Optional.of(known.certificate()))) {
      return;
    }
    profiles.put(fingerprint, known.certificate());
    profiles
        .tally(fingerprint)
        .filter(row -> row.changes() > 0)
        .ifPresent(row -> changed(fingerprint, row));
  }

  private void changed(String fingerprint, TallyRow row) {
    profiles.put(fingerprint, row.changed());
    dirty.begin(fingerprint, now);
    settling.restart(fingerprint, now);
  }

  /** Nothing else came of it than that it was seen: that can wait until it is quiet. */
  private void seenAgain(String fingerprint, TallyRow row) {
    profiles.put(fingerprint, row.changed());
    settling.restart(fingerprint, now);
  }

  private void punctuate(long timestamp) {
    now = timestamp;
    takeDue(dirty, false);
    takeDue(settling, true);
    if (!unassessed.done() && settling.size() < MOST_WAITING / 2) {
      backlog.active();
      unassessed.next().forEach(fingerprint -> settling.begin(fingerprint, now));
    }
    report();
  }

  private void takeDue(Waiting waiting, boolean quiet) {
    for (int left = MOST_AT_ONCE; left > 0; left--) {
      Optional<String> due = waiting.takeDue(now);
      if (due.isEmpty()) {
        return;
      }
      assess(due.get(), quiet);
    }
  }

  /** What comes faster than it can wait does not wait. */
  private void relieve() {
    if (dirty.crowded()) {
      dirty.takeDue(now).ifPresent(fingerprint -> assess(fingerprint, false));
    }
    if (settling.crowded()) {
      settling.takeDue(now).ifPresent(fingerprint -> assess(fingerprint, true));
    }
  }

  private void assess(String fingerprint, boolean quiet) {
    backlog.active();
    TallyRow row = profiles.tally(fingerprint).orElseThrow();
    profiles.put(fingerprint, quiet ? row.settledNow() : row.assessedNow());
    if (quiet) {
      dirty.remove(fingerprint);
    }
    tell(
        fingerprint,
        new Due(
            row.changes(),
            quiet,
            Instant.ofEpochMilli(now),
            () -> clusters.get(fingerprint).profile(fingerprint, row.seen()),
            () -> profiles.certificate(fingerprint)),
        row.seen().map(Seen::to).orElse(0L));
  }

  private void tell(String fingerprint, Tallied message, long timestamp) {
    context.forward(new Record<>(fingerprint, message, EventTime.of(context, timestamp)));
  }

  private void waitAgain(String fingerprint, TallyRow row) {
    if (row.dirty()) {
      dirty.begin(fingerprint, now);
    }
    if (row.unsettled()) {
      settling.restart(fingerprint, now);
    }
  }

  private void report() {
    backlog.waiting(dirty.size(), settling.size() + (unassessed.done() ? 0 : 1));
  }
}
