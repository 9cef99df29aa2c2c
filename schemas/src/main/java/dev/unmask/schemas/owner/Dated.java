package dev.unmask.schemas.owner;

import java.time.Instant;
import java.util.Optional;

/**
 * A fact that holds for a time: networks change hands, CDNs come and go.
 *
 * @param from first moment at which it holds; empty where it always did
 * @param until first moment at which it no longer holds; empty where it still does
 */
record Dated<T extends Comparable<T>>(T value, Optional<Instant> from, Optional<Instant> until) {

  Dated {
    if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
      throw new IllegalArgumentException(
          value + ": from " + from.get() + " is not before until " + until.get());
    }
  }

  /** Without a date. */
  static <T extends Comparable<T>> Dated<T> always(T value) {
    return new Dated<>(value, Optional.empty(), Optional.empty());
  }

  boolean holdsAt(Instant when) {
    return from.filter(when::isBefore).isEmpty()
        && until.filter(end -> !when.isBefore(end)).isEmpty();
  }
}
