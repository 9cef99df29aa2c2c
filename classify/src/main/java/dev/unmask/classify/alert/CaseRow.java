package dev.unmask.classify.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of a case beside its verdicts. Immutable.
 *
 * @param events alerts that it has made, before it was forgotten too
 * @param opened when it was raised last; empty before the first time
 * @param turned since when it stands otherwise than its state says; empty while it does not
 * @param told what was said of it last; empty before the first time
 */
public record CaseRow(
    Matter matter,
    State state,
    long events,
    Optional<Instant> opened,
    Optional<Instant> turned,
    Optional<Told> told) {

  /** Where a case is. */
  public enum State {
    /** It has not made an alert. */
    WAITING,
    /** There is an alert. */
    OPEN,
    /** It would have made one, and the budget was used up: the summary tells of it. */
    WITHHELD,
    /** There was one. */
    CLOSED
  }

  /**
   * A case that is not known, or not any more.
   *
   * @param events alerts that it had made when it was forgotten
   */
  static CaseRow about(Matter matter, long events) {
    return new CaseRow(
        matter, State.WAITING, events, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Whether there is nothing yet that could be opened again. */
  boolean isNew() {
    return opened.isEmpty();
  }

  /** Since when it stands otherwise than its state says: now, if it did not before. */
  Instant turnedBy(Instant now) {
    return turned.filter(since -> !since.isAfter(now)).orElse(now);
  }

  CaseRow hearing(Matter newer) {
    return new CaseRow(matter.or(newer), state, events, opened, turned, told);
  }

  CaseRow without(String fingerprint) {
    return new CaseRow(matter.without(fingerprint), state, events, opened, turned, told);
  }

  CaseRow turning(Optional<Instant> since) {
    return new CaseRow(matter, state, events, opened, since, told);
  }

  /**
   * Of a case that another epoch tells of: it stands otherwise since this was issued, if it does.
   */
  CaseRow turningWhen(Instant issued) {
    return switch (state) {
      case OPEN -> this;
      case WAITING, CLOSED -> turning(turned.or(() -> Optional.of(issued)));
      case WITHHELD -> turning(Optional.of(issued));
    };
  }

  CaseRow telling(Told now, AlertAction action) {
    Optional<Instant> since = action.opens() ? Optional.of(now.at()) : opened;
    State next = action == AlertAction.CLOSE ? State.CLOSED : State.OPEN;
    return new CaseRow(matter, next, events + 1, since, Optional.empty(), Optional.of(now));
  }

  CaseRow withheld(Told now) {
    return new CaseRow(matter, State.WITHHELD, events, opened, Optional.empty(), Optional.of(now));
  }

  /** As it was before it was withheld. */
  CaseRow released() {
    return new CaseRow(
        matter, isNew() ? State.WAITING : State.CLOSED, events, opened, Optional.empty(), told);
  }
}
