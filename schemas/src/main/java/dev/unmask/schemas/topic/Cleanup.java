package dev.unmask.schemas.topic;

/** What bounds the growth of a topic. */
public enum Cleanup {
  /**
   * Old segments go once a partition exceeds its size; never by age, as records carry event time.
   */
  DELETE,
  /** The newest record of each key stays. */
  COMPACT,
  /**
   * The newest record of each key stays, for 30 days of its timestamp. For what is stamped with the
   * time of its making.
   */
  COMPACT_DELETE
}
