package dev.unmask.app.deadletter;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which dead letters: all that everything said holds for.
 *
 * @param places these alone; empty: any
 * @param stages given up by one of these; empty: by any
 * @param reason text that is in the reason
 * @param since written then or later
 */
public record Wanted(
    Set<LetterPlace> places, Set<String> stages, Optional<String> reason, Optional<Instant> since)
    implements Predicate<Letter> {

  @Override
  public boolean test(Letter letter) {
    return (places.isEmpty() || places.contains(letter.place()))
        && (stages.isEmpty() || stages.contains(letter.stage()))
        && reason.filter(text -> !letter.reason().contains(text)).isEmpty()
        && since.filter(letter.at()::isBefore).isEmpty();
  }
}
