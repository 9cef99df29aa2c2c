package dev.unmask.classify.topology.store;

/** Whether an epoch's results are those that everybody reads. */
public enum Mode {
  /** They are; of all epochs, one at most is live at any time. */
  LIVE,
  /**
   * They are not: it reads what is public, so that it could go on from there, and says in topics of
   * its own what it would say.
   */
  SHADOW
}
