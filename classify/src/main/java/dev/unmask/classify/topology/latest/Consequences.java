package dev.unmask.classify.topology.latest;

import dev.unmask.classify.topology.message.HostMoved;
import dev.unmask.classify.topology.message.Seen;
import dev.unmask.classify.topology.message.Standing;
import dev.unmask.classify.topology.message.ToFingerprint;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an observation, or that an older one no longer counts, means to the fingerprints that it
 * concerns: at most four, the one shown and the one left, before and now. Pure.
 *
 * @param before the row before the observation
 * @param after the row after it
 * @param observed the observation; empty where time has passed
 */
record Consequences(
    String endpoint, LatestRow before, LatestRow after, Optional<Observed> observed) {

  /**
   * One message for each fingerprint at which the endpoint stands otherwise than before, or that
   * was seen, by fingerprint.
   */
  SortedMap<String, ToFingerprint> messages() {
    Map<String, Standing> stood = standings(before);
    Map<String, Standing> stands = standings(after);
    Map<String, Seen> seen = seen();
    SortedMap<String, ToFingerprint> messages = new TreeMap<>(seen);
    Stream.of(stood.keySet(), stands.keySet())
        .flatMap(Set::stream)
        .filter(leaf -> roleIsToldAgain(leaf) || !Objects.equals(stood.get(leaf), stands.get(leaf)))
        .forEach(
            leaf ->
                messages.put(
                    leaf,
                    new HostMoved(
                        endpoint,
                        Optional.ofNullable(stood.get(leaf)),
                        Optional.ofNullable(stands.get(leaf)),
                        Optional.ofNullable(seen.get(leaf)))));
    return messages;
  }

  /**
   * What the endpoint showed before is part of its host verdict, and nothing else says it; nor does
   * anything else say that it is still seen when an indicator has to be renewed.
   */
  private boolean roleIsToldAgain(String fingerprint) {
    boolean news = !leftLeaf(before).equals(leftLeaf(after)) || !term(before).equals(term(after));
    return news && after.newest().map(Sighting::fingerprint).equals(Optional.of(fingerprint));
  }

  private static Optional<Long> term(LatestRow row) {
    return row.counting().map(sighting -> Indicator.term(sighting.time()));
  }

  private static Optional<String> leftLeaf(LatestRow row) {
    return row.left().map(Shown::fingerprint);
  }

  /** How the endpoint stands at which fingerprint; it stands nowhere else. */
  private static Map<String, Standing> standings(LatestRow row) {
    Map<String, Standing> standings = new HashMap<>();
    row.left().ifPresent(shown -> standings.put(shown.fingerprint(), Standing.CHANGED));
    row.counting().ifPresent(s -> standings.put(s.fingerprint(), s.standing()));
    return standings;
  }

  private Map<String, Seen> seen() {
    Map<String, Seen> seen = new HashMap<>();
    observed.ifPresent(now -> seen.put(now.sighting().fingerprint(), now.seen()));
    observed
        .flatMap(Observed::claim)
        .ifPresent(claim -> seen.put(claim.fingerprint(), Seen.at(claim.time())));
    return seen;
  }
}
