package dev.unmask.app.compare;

import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of event time.
 *
 * @param from its first moment ({@code --from}); empty for all time before
 * @param to the first moment after it ({@code --to}); empty for all time after
 */
public record Stretch(Optional<Instant> from, Optional<Instant> to) {
  /** Checks the order. */
  public Stretch {
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw new IllegalArgumentException(
          "--from " + from.get() + " is not before --to " + to.get());
    }
  }

  /** Whether the moment is in it. */
  public boolean contains(Instant time) {
    return from.map(first -> !time.isBefore(first)).orElse(true)
        && to.map(end -> time.isBefore(end)).orElse(true);
  }

  /** Whether something that was seen from then to then may have been seen in it. */
  public boolean touches(Instant first, Instant last) {
    return from.map(begin -> !last.isBefore(begin)).orElse(true)
        && to.map(end -> first.isBefore(end)).orElse(true);
  }
}
