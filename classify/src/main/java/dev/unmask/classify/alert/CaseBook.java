package dev.unmask.classify.alert;

import dev.unmask.avro.Disposition;
import dev.unmask.avro.DispositionKind;
import dev.unmask.avro.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All cases, and the one gate before alerts. What is filed and decided is written down at once;
 * what follows from it is found at the next {@link #turn}.
 *
 * <p>On the heap: when each case that has changed or waits is to be looked at, and what people have
 * decided. Both are found again in the store. Not thread-safe.
 */
public final class CaseBook {

  /**
   * How long a case is remembered that is closed and has no verdicts. How many alerts it has made
   * is kept for longer, or their ids would come again.
   */
  static final Duration REMEMBERED = Duration.ofDays(30);

  /** Clocks are put back by less than this every day. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  /** Looking at a case takes time for each of its verdicts; it may take one part in a hundred. */
  private static final Duration REST_PER_FILING = Duration.ofNanos(100_000);

  /** What falls due is told by the live epoch within this. */
  private static final Duration TELLING = Duration.ofMinutes(1);

  private static final Duration LOOKING_AGAIN = Duration.ofSeconds(10);

  private final AlertPolicy policy;
  private final Lifecycle lifecycle;
  private final CaseStore store;
  private final Rulings rulings = new Rulings();
  private final SortedMap<String, Instant> due = new TreeMap<>();
  private final SortedMap<String, Instant> resting = new TreeMap<>();
  private GateRow gate;
  private Instant turned = Instant.EPOCH;
  private Instant toldElsewhere = Instant.EPOCH;
  private boolean all = true;

  /** A case as it was looked at. */
  private record Look(
      String caseId, Course course, Standing standing, Optional<Disposition> ruling) {}

  public CaseBook(AlertPolicy policy, CaseStore store) {
    this.policy = policy;
    this.store = store;
    lifecycle = new Lifecycle(policy);
    gate = store.gate().orElse(GateRow.NEW);
    store.forEachDisposition(rulings::put);
  }

  /**
   * A verdict belongs to a case, as it is now.
   *
   * @param issued when the verdict was, by the clock of who is live; not that its cases are told
   */
  public void file(String caseId, Filing filing, Matter matter, Instant issued) {
    CaseRow row =
        store
            .find(caseId)
            .map(known -> known.hearing(matter))
            .orElseGet(() -> CaseRow.about(matter, store.forgotten(caseId)));
    store.put(caseId, filing);
    store.put(caseId, policy.live() ? row : row.turningWhen(issued));
    due.put(caseId, Instant.MIN);
  }

  /** The verdict on a fingerprint does not belong to a case any more. */
  public void withdraw(String caseId, String fingerprint) {
    store.remove(caseId, fingerprint);
    store.find(caseId).ifPresent(row -> store.put(caseId, row.without(fingerprint)));
    due.put(caseId, Instant.MIN);
  }

  /** Somebody has decided, or, without a disposition, taken it back. */
  public void rule(String key, Optional<Disposition> disposition) {
    disposition.ifPresentOrElse(
        made -> {
          rulings.put(key, made);
          store.put(key, made);
        },
        () -> forget(key));
    if (!DispositionKey.isCase(key)) {
      all = true;
    } else if (store.find(key).isPresent()) {
      due.put(key, Instant.MIN);
    }
  }

  /** Another epoch, the live one, has told of a case, which then is this. */
  public void learn(String caseId, CaseRow row) {
    store.put(caseId, row);
    row.told()
        .map(Told::at)
        .filter(then -> then.isAfter(toldElsewhere))
        .ifPresent(then -> toldElsewhere = then);
  }

  /**
   * What is to be told now, gravest first. Of a book that is not live the list is empty: what falls
   * due is left to the live one. If that told of others afterwards and not of it, it is withheld
   * here, as it is there; so a book that is made live tells what nobody else could, and nothing
   * else.
   */
  public List<Alert> turn(Instant now) {
    List<String> over = rulings.over(now);
    over.forEach(this::forget);
    boolean clockWasPutBack = now.isBefore(turned.minus(SKEW));
    if (clockWasPutBack) {
      resting.clear();
    }
    if (all || !over.isEmpty() || clockWasPutBack) {
      lookAtAll();
    }
    turned = now;
    resting.values().removeIf(until -> !until.isAfter(now));
    List<Alert> alerts = new ArrayList<>();
    looks(now).forEach(look -> act(look, now).ifPresent(alerts::add));
    if (policy.live()) {
      summary(now).ifPresent(alerts::add);
    }
    return alerts;
  }

  private void lookAtAll() {
    all = false;
    store.forEachCase((caseId, row) -> due.put(caseId, Instant.MIN));
  }

  private void forget(String key) {
    rulings.remove(key);
    store.removeDisposition(key);
  }

  /** Looks at what is due. */
  private List<Look> looks(Instant now) {
    List<String> ready =
        due.entrySet().stream()
            .filter(entry -> !entry.getValue().isAfter(now))
            .map(Map.Entry::getKey)
            .filter(caseId -> !resting.containsKey(caseId))
            .toList();
    List<Look> looks = new ArrayList<>();
    for (String caseId : ready) {
      due.remove(caseId);
      store.find(caseId).flatMap(row -> look(caseId, row, now)).ifPresent(looks::add);
    }
    looks.sort(
        Comparator.comparing((Look look) -> look.standing().severity())
            .thenComparing(look -> look.standing().hosts())
            .reversed()
            .thenComparing(Look::caseId));
    return looks;
  }

  private Optional<Look> look(String caseId, CaseRow row, Instant now) {
    StandingSum sum = new StandingSum(rulings);
    store.forEachFiling(caseId, sum::add);
    if (sum.filings() == 0 && over(row, now)) {
      store.forget(caseId, row.events());
      return Optional.empty();
    }
    Duration rest = REST_PER_FILING.multipliedBy(sum.filings());
    if (rest.compareTo(Duration.ofSeconds(1)) > 0) {
      resting.put(caseId, now.plus(rest));
    }
    Standing standing = sum.standing();
    Optional<Disposition> ruling = rulings.ofCase(caseId, standing.severity(), standing.hosts());
    return Optional.of(
        new Look(caseId, lifecycle.next(row, standing, ruling, now), standing, ruling));
  }

  private static boolean over(CaseRow row, Instant now) {
    return switch (row.state()) {
      case WAITING, WITHHELD -> true;
      case OPEN -> false;
      case CLOSED -> row.told().filter(told -> now.isBefore(told.at().plus(REMEMBERED))).isEmpty();
    };
  }

  private Optional<Alert> act(Look look, Instant now) {
    Course course = look.course();
    course.again().ifPresent(again -> due.put(look.caseId(), again));
    if (course.action().isEmpty()) {
      store.put(look.caseId(), course.row());
      remember(look, now);
      return Optional.empty();
    }
    if (!policy.live()) {
      leave(look, now);
      return Optional.empty();
    }
    return course.takesFromBudget() && !taken(look, now)
        ? Optional.empty()
        : Optional.of(told(look, now));
  }

  /** So that a closed case without verdicts is forgotten in time. */
  private void remember(Look look, Instant now) {
    if (look.course().row().state() == CaseRow.State.CLOSED && look.standing().hosts() == 0) {
      due.putIfAbsent(look.caseId(), now.plus(REMEMBERED));
    }
  }

  private boolean taken(Look look, Instant now) {
    Severity severity = look.standing().severity();
    Optional<Budget> left = gate.budget().take(now, severity, policy.perHour());
    if (left.isPresent()) {
      keep(new GateRow(left.get(), gate.overflow()));
      return true;
    }
    CaseRow row = look.course().row();
    String title = AlertDraft.title(row.matter(), look.standing().hosts());
    keep(
        new GateRow(
            gate.budget(),
            gate.overflow()
                .with(
                    new Overflow.Withheld(look.caseId(), title, severity, look.standing().hosts()),
                    now)));
    withhold(look, now);
    return false;
  }

  private void leave(Look look, Instant now) {
    Instant told = look.course().row().turnedBy(now).plus(policy.after()).plus(TELLING);
    if (toldElsewhere.isAfter(told)) {
      withhold(look, now);
    } else {
      due.put(look.caseId(), now.plus(LOOKING_AGAIN));
    }
  }

  private void withhold(Look look, Instant now) {
    if (look.course().takesFromBudget()) {
      CaseRow row = look.course().row();
      Told told = Told.of(now, look.standing(), row.told(), Optional.empty());
      store.put(look.caseId(), row.withheld(told));
    }
  }

  private Alert told(Look look, Instant now) {
    Course course = look.course();
    AlertAction action = course.action().orElseThrow();
    Told told = Told.of(now, look.standing(), course.row().told(), ruling(look));
    Severity severity =
        action == AlertAction.CLOSE
            ? course.row().told().map(Told::severity).orElse(look.standing().severity())
            : look.standing().severity();
    CaseRow row = course.row().telling(told, action);
    store.put(look.caseId(), row);
    if (action == AlertAction.CLOSE) {
      due.put(look.caseId(), now.plus(REMEMBERED));
    }
    return AlertDraft.ofCase(look.caseId(), row, course, look.standing(), look.ruling(), severity);
  }

  private static Optional<DispositionKind> ruling(Look look) {
    return look.ruling()
        .map(Disposition::getKind)
        .or(
            () ->
                look.standing().acknowledged()
                    ? Optional.of(DispositionKind.ACKNOWLEDGED)
                    : Optional.empty());
  }

  private Optional<Alert> summary(Instant now) {
    Overflow overflow = gate.overflow();
    return overflow
        .next(now)
        .map(
            action -> {
              keep(new GateRow(gate.budget(), overflow.telling(now, action)));
              return AlertDraft.ofSummary(overflow, action, now);
            });
  }

  private void keep(GateRow row) {
    gate = row;
    store.put(row);
  }
}
