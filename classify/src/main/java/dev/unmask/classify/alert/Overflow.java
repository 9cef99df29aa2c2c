package dev.unmask.classify.alert;

import dev.unmask.avro.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the budget did not allow, told in one summary: it begins with the first case that is
 * withheld, is told again at most once an hour, and ends when none has been for a day. Immutable.
 *
 * @param opened since when there is a summary; empty: there is none
 * @param last when a case was withheld last
 * @param cases how many have been
 * @param told how many of them have been told of
 * @param toldAt when
 * @param events alerts that this summary has made
 * @param worst of the cases, at most 10
 */
public record Overflow(
    Optional<Instant> opened,
    Instant last,
    long cases,
    long told,
    Instant toldAt,
    long events,
    List<Withheld> worst) {

  private static final Duration PACE = Duration.ofHours(1);
  private static final Duration ENDS_AFTER = Duration.ofDays(1);
  private static final int MOST_NAMED = 10;

  /** No case is withheld. */
  static final Overflow NONE =
      new Overflow(Optional.empty(), Instant.EPOCH, 0, 0, Instant.EPOCH, 0, List.of());

  /**
   * A case that was withheld.
   *
   * @param title what it is, at most some 300 characters
   */
  public record Withheld(String caseId, String title, Severity severity, long hosts) {}

  public Overflow {
    worst = List.copyOf(worst);
  }

  Overflow with(Withheld one, Instant now) {
    List<Withheld> named = new ArrayList<>(worst);
    named.removeIf(known -> known.caseId().equals(one.caseId()));
    named.add(one);
    named.sort(
        Comparator.comparing(Withheld::severity)
            .thenComparing(Withheld::hosts)
            .reversed()
            .thenComparing(Withheld::caseId));
    return new Overflow(
        opened.or(() -> Optional.of(now)),
        now,
        cases + 1,
        told,
        toldAt,
        events,
        named.subList(0, Math.min(MOST_NAMED, named.size())));
  }

  /** What is to be told of it now. */
  Optional<AlertAction> next(Instant now) {
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    if (events == 0) {
      return Optional.of(AlertAction.CREATE);
    }
    if (!now.isBefore(last.plus(ENDS_AFTER)) || isAhead(now)) {
      return Optional.of(AlertAction.CLOSE);
    }
    return cases > told && !now.isBefore(toldAt.plus(PACE))
        ? Optional.of(AlertAction.UPDATE)
        : Optional.empty();
  }

  /** Whether the clock has been put back. */
  private boolean isAhead(Instant now) {
    return last.isAfter(now) || toldAt.isAfter(now);
  }

  Overflow telling(Instant now, AlertAction action) {
    return action == AlertAction.CLOSE
        ? NONE
        : new Overflow(opened, last, cases, cases, now, events + 1, worst);
  }

  /** The gravest of what is withheld. */
  Severity severity() {
    return worst.isEmpty() ? Severity.INFORMATIONAL : worst.get(0).severity();
  }
}
