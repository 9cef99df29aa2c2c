package dev.unmask.classify.alert;

import dev.unmask.avro.Disposition;
import dev.unmask.avro.DispositionKind;
import dev.unmask.avro.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * When an alert is made, changed, closed and opened again. Pure.
 *
 * <pre>
 *             stands for a while             falls for an hour, or by decision
 *   WAITING ---------------------> OPEN ----------------------------------------> CLOSED
 *      |      (budget left)         ^ ^                                             |
 *      |                            | +---------------------------------------------+
 *      | (none left)                |            stands for a while (budget left)
 *      v                            |
 *   WITHHELD -----------------------+  materially worse (budget left)
 * </pre>
 *
 * <p>A case that is withheld goes back to where it was when it falls or is acknowledged.
 */
record Lifecycle(AlertPolicy policy) {

  /** So long a case has to be gone before its alert is closed: verdicts come and go. */
  static final Duration HOLD = Duration.ofHours(1);

  /** What is to happen to a case that stands so, with what has been decided about it. */
  Course next(CaseRow row, Standing standing, Optional<Disposition> ruling, Instant now) {
    boolean stands = stands(row.matter(), standing, ruling);
    return switch (row.state()) {
      case WAITING, CLOSED ->
          stands && !acknowledged(standing, ruling)
              ? rise(row, now)
              : Course.stay(row.turning(Optional.empty()));
      case WITHHELD ->
          stands && !acknowledged(standing, ruling)
              ? withheld(row, standing)
              : Course.stay(row.released());
      case OPEN -> stands ? open(row, standing, ruling, now) : fall(row, standing, ruling, now);
    };
  }

  private boolean stands(Matter matter, Standing standing, Optional<Disposition> ruling) {
    return policy.admits(matter.kind(), matter.owner())
        && policy.enough(standing.severity(), standing.hosts())
        && ruling.filter(Lifecycle::ends).isEmpty();
  }

  private Course rise(CaseRow row, Instant now) {
    Instant turned = row.turnedBy(now);
    Instant due = turned.plus(policy.after());
    if (now.isBefore(due)) {
      return Course.stay(row.turning(Optional.of(turned)), due);
    }
    return row.isNew()
        ? Course.tell(row, AlertAction.CREATE, "new")
        : Course.tell(row, AlertAction.REOPEN, "it stands again");
  }

  private static Course withheld(CaseRow row, Standing standing) {
    AlertAction action = row.isNew() ? AlertAction.CREATE : AlertAction.REOPEN;
    return row.told().filter(told -> told.worseNow(standing)).isPresent()
        ? Course.tell(row, action, "materially worse than when it was withheld")
        : Course.stay(row);
  }

  private static Course open(
      CaseRow row, Standing standing, Optional<Disposition> ruling, Instant now) {
    CaseRow standingRow = row.turning(Optional.empty());
    Told told = row.told().orElseThrow();
    boolean known = acknowledged(standing, ruling);
    boolean wasKnown = told.ruling().isPresent();
    if (known != wasKnown) {
      return known
          ? Course.tell(standingRow, AlertAction.UPDATE, said(ruling))
          : Course.tell(
              standingRow, AlertAction.REOPEN, "materially worse, or no longer acknowledged");
    }
    if (known || !told.otherwiseNow(standing)) {
      return Course.stay(standingRow);
    }
    Instant again = told.again(now);
    return now.isBefore(again)
        ? Course.stay(standingRow, again)
        : Course.tell(standingRow, AlertAction.UPDATE, "its figures have changed");
  }

  private Course fall(CaseRow row, Standing standing, Optional<Disposition> ruling, Instant now) {
    long withoutRulings = standing.hosts() + standing.setAside();
    if (ruling.filter(Lifecycle::ends).isPresent()) {
      return Course.tell(row, AlertAction.CLOSE, said(ruling));
    }
    Severity told = row.told().map(Told::severity).orElse(standing.severity());
    if (standing.setAside() > 0 && policy.enough(told, withoutRulings)) {
      return Course.tell(row, AlertAction.CLOSE, "its hosts have been suppressed or allowed");
    }
    Instant turned = row.turnedBy(now);
    Instant due = turned.plus(HOLD);
    return now.isBefore(due)
        ? Course.stay(row.turning(Optional.of(turned)), due)
        : Course.tell(row, AlertAction.CLOSE, "no such verdict stands any more");
  }

  static boolean acknowledged(Standing standing, Optional<Disposition> ruling) {
    return ruling.isPresent() || standing.acknowledged();
  }

  private static boolean ends(Disposition ruling) {
    return ruling.getKind() != DispositionKind.ACKNOWLEDGED;
  }

  private static String said(Optional<Disposition> ruling) {
    return ruling
        .map(made -> made.getKind().name().toLowerCase(Locale.ROOT) + by(made))
        .orElse("all its certificates are acknowledged");
  }

  private static String by(Disposition made) {
    return (made.getBy().isEmpty() ? "" : " by " + made.getBy())
        + (made.getWhy().isEmpty() ? "" : ": " + made.getWhy());
  }
}
