package dev.unmask.classify.topology.latest;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is kept of an endpoint: its newest sightings and what it showed before. Immutable.
 *
 * <p>The row is a function of the set of observations, whatever order they came in and however
 * often: each of its parts is the greatest element of a part of that set. The certificate that it
 * shows now is the one of the newest sighting of all. The sighting that counts is the newest probed
 * one, unless a newer passive one names another fingerprint: a re-crawl must not erase evidence.
 *
 * @param probed newest sighting that was probed
 * @param passive newest sighting that was not
 * @param left newest showing of another fingerprint than the one shown now
 * @param told what was last written of it as a host verdict, as a hash; 0 for nothing
 * @param tellings how many host verdicts were written of it
 */
record LatestRow(
    Optional<Sighting> probed,
    Optional<Sighting> passive,
    Optional<Shown> left,
    long told,
    long tellings) {

  /** Of an endpoint that was never seen. */
  static final LatestRow NONE =
      new LatestRow(Optional.empty(), Optional.empty(), Optional.empty(), 0, 0);

  /** The newest sighting: its fingerprint is the one that the endpoint shows now. */
  Optional<Sighting> newest() {
    return Stream.of(probed, passive).flatMap(Optional::stream).max(Comparator.naturalOrder());
  }

  /** The sighting that counts. */
  Optional<Sighting> counting() {
    return newest().map(newest -> probed.filter(p -> sameLeaf(p, newest)).orElse(newest));
  }

  /** Whether the sighting is one of the newest already. */
  boolean holds(Sighting sighting) {
    return Stream.of(probed, passive).flatMap(Optional::stream).anyMatch(sighting::equals);
  }

  /** The row after one more observation; equal to this one where it is a duplicate or too old. */
  LatestRow with(Observed observed) {
    Sighting sighting = observed.sighting();
    LatestRow grown =
        sighting.probed()
            ? new LatestRow(newer(probed, sighting), passive, left, told, tellings)
            : new LatestRow(probed, newer(passive, sighting), left, told, tellings);
    String now = grown.newest().orElse(sighting).fingerprint();
    Optional<Shown> before =
        Stream.of(
                left,
                newest().map(Sighting::shown),
                Optional.of(sighting.shown()),
                observed.claim())
            .flatMap(Optional::stream)
            .filter(shown -> !shown.fingerprint().equals(now))
            .max(Comparator.naturalOrder());
    return new LatestRow(grown.probed, grown.passive, before, told, tellings);
  }

  /** The row of what was seen at this time or later, in epoch milliseconds. */
  LatestRow since(long cutoff) {
    return new LatestRow(
        probed.filter(sighting -> sighting.time() >= cutoff),
        passive.filter(sighting -> sighting.time() >= cutoff),
        left.filter(shown -> shown.time() >= cutoff),
        told,
        tellings);
  }

  /** Whether nothing is known of the endpoint. */
  boolean empty() {
    return probed.isEmpty() && passive.isEmpty();
  }

  /**
   * Returns if what is stored in it is of this version's format.
   *
   * @throws IllegalStateException if not
   */
  void check() {
    counting().ifPresent(sighting -> sighting.standing().check());
  }

  /** After one more host verdict was written of it, with this hash. */
  LatestRow telling(long hash) {
    return new LatestRow(probed, passive, left, hash, tellings + 1);
  }

  /** After another epoch wrote one of it, or, with 0, took it away. */
  LatestRow standing(long hash) {
    return new LatestRow(probed, passive, left, hash, tellings);
  }

  private static boolean sameLeaf(Sighting one, Sighting other) {
    return one.fingerprint().equals(other.fingerprint());
  }

  private static Optional<Sighting> newer(Optional<Sighting> known, Sighting sighting) {
    return known.filter(k -> k.compareTo(sighting) >= 0).or(() -> Optional.of(sighting));
  }
}
