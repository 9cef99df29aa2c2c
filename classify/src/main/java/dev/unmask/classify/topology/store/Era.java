package dev.unmask.classify.topology.store;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * The time during which the epoch of a partition is the live one, or is not. When it becomes the
 * other, a new era begins, by one small write: rows of eras before are found, some at a time, and
 * assessed once more, and compared with what was written last in the new mode. So of what is public
 * nothing is written again, and all that differs is. Immutable.
 *
 * @param number 0 for the first; each is greater than the one before
 */
public record Era(Mode mode, long number) {

  /** Of a partition that was never worked on. */
  static final Era FIRST = new Era(Mode.LIVE, 0);

  /** The era that it is; in the task's transaction a new one, if the last was of another mode. */
  public static Era of(Mode mode, ProcessorContext<?, ?> context) {
    Profiles profiles = new Profiles(context);
    Era last = profiles.era();
    if (last.mode() == mode) {
      return last;
    }
    Era next = new Era(mode, last.number() + 1);
    profiles.put(next);
    return next;
  }

  /** Whether there was none before, so that there is nothing to be assessed once more. */
  public boolean first() {
    return number == 0;
  }
}
