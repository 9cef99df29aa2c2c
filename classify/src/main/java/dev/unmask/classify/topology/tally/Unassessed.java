package dev.unmask.classify.topology.tally;

import dev.unmask.classify.topology.store.Era;
import dev.unmask.classify.topology.store.Profiles;
import dev.unmask.classify.topology.store.TallyRow;
import java.util.List;
import java.util.Optional;

/**
 * Finds fingerprints that were not assessed since the epoch has been made what it is. Looks through
 * all of them once after each start, some at a time, so that no commit waits for it; those that are
 * done are passed over.
 */
final class Unassessed {

  /** Fingerprints that are looked at each time; some milliseconds. */
  static final int SOME = 2_000;

  private final Profiles profiles;
  private final Era era;
  private Optional<String> last = Optional.empty();
  private boolean done;

  /**
   * @param profiles with the verdict rows of the era's mode
   */
  Unassessed(Profiles profiles, Era era) {
    this.profiles = profiles;
    this.era = era;
    done = era.first();
  }

  boolean done() {
    return done;
  }

  /** The next ones. */
  List<String> next() {
    if (done) {
      return List.of();
    }
    List<String> looked = profiles.counted(last, SOME);
    done = looked.size() < SOME;
    last = done ? Optional.empty() : Optional.of(looked.get(looked.size() - 1));
    return looked.stream().filter(this::isWanted).toList();
  }

  /** Of those that it has only inherited there is nothing to say. */
  private boolean isWanted(String fingerprint) {
    return profiles.tally(fingerprint).map(TallyRow::changes).orElse(0L) > 0
        && !profiles.assessed(fingerprint, era);
  }
}
