package dev.unmask.schemas.topic;

/** What bounds the growth of a topic. */
public enum Cleanup {
  /**
   * Old segments go once a partition exceeds its size; never by age, as records carry event time.
   */
  DELETE,
  /** The newest record of each key stays. */
  COMPACT
}
