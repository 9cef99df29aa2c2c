package dev.unmask.classify.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * What is to happen to a case.
 *
 * @param row the case as it is then, less what is told
 * @param action what is to be told; empty: nothing
 * @param reason why
 * @param again when to look again, if nothing changes before
 */
record Course(CaseRow row, Optional<AlertAction> action, String reason, Optional<Instant> again) {

  static Course stay(CaseRow row) {
    return new Course(row, Optional.empty(), "", Optional.empty());
  }

  static Course stay(CaseRow row, Instant again) {
    return new Course(row, Optional.empty(), "", Optional.of(again));
  }

  static Course tell(CaseRow row, AlertAction action, String reason) {
    return new Course(row, Optional.of(action), reason, Optional.empty());
  }

  /** Whether it takes from the budget: what reaches people as something new. */
  boolean takesFromBudget() {
    return row.state() != CaseRow.State.OPEN && action.filter(AlertAction::opens).isPresent();
  }
}
