package dev.unmask.app.compare;

/** In what a verdict of the replay differs from the one that stands. */
public enum Change {
  /** The replay gives none. */
  ONLY_LIVE,
  /** None stands. */
  ONLY_REPLAY,
  /** Another kind, or another reason for deciding nothing. */
  KIND,
  /** Another confidence, in thousandths. */
  CONFIDENCE,
  /** Other hosts by role. */
  HOSTS,
  /** None of these, but another digest: ruleset, evidence, samples or words. */
  CONTENT
}
