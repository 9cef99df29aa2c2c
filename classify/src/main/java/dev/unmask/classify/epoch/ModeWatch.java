package dev.unmask.classify.epoch;

import dev.unmask.classify.topology.store.Mode;

/** What an epoch is by the decision that holds. Safe from any thread. */
public final class ModeWatch {

  private final Decisions decisions;
  private final Epoch epoch;

  /** Contacts nobody yet. */
  public ModeWatch(Decisions decisions, Epoch epoch) {
    this.decisions = decisions;
    this.epoch = epoch;
  }

  /** Asks the broker. */
  public Mode now() {
    return decisions.now().getLive() == epoch.number() ? Mode.LIVE : Mode.SHADOW;
  }

  /**
   * What a step does that is about to write what everybody reads. Whoever hands over waits until no
   * process is at work as the live one; this asks after the process is known to the group, so it is
   * either waited for or told.
   *
   * @throws ModeChangedException if the epoch is not that any more
   */
  public void require(Mode mode) {
    if (now() != mode) {
      throw new ModeChangedException(mode);
    }
  }

  /** An epoch is not any more what it was when its process began. Not a failure. */
  public static final class ModeChangedException extends IllegalStateException {

    ModeChangedException(Mode was) {
      super("this epoch is not " + was + " any more");
    }

    /** Whether that is the reason of a failure, or the reason of its reason. */
    public static boolean caused(Throwable failure) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof ModeChangedException) {
          return true;
        }
      }
      return false;
    }
  }
}
