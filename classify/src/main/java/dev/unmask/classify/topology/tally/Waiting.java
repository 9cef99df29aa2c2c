package dev.unmask.classify.topology.tally;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fingerprints that wait, each for the same time since it was put in; the first in is the first
 * due. Times are the punctuator's, in epoch milliseconds.
 */
final class Waiting {

  private final long waitMillis;
  private final int most;
  private final Map<String, Long> since = new LinkedHashMap<>();

  /**
   * @param most bound on how many wait; beyond it the first in is due at once
   */
  Waiting(Duration wait, int most) {
    waitMillis = wait.toMillis();
    this.most = most;
  }

  /** Begins to wait, unless it waits already. */
  void begin(String fingerprint, long now) {
    since.putIfAbsent(fingerprint, now);
  }

  /** Begins to wait, anew where it waits already. */
  void restart(String fingerprint, long now) {
    since.remove(fingerprint);
    since.put(fingerprint, now);
  }

  void remove(String fingerprint) {
    since.remove(fingerprint);
  }

  /** Takes out the first in if it has waited long enough, or if too many wait. */
  Optional<String> takeDue(long now) {
    Optional<String> first =
        since.entrySet().stream()
            .findFirst()
            .filter(entry -> crowded() || now - entry.getValue() >= waitMillis)
            .map(Map.Entry::getKey);
    first.ifPresent(since::remove);
    return first;
  }

  boolean crowded() {
    return since.size() > most;
  }

  int size() {
    return since.size();
  }
}
