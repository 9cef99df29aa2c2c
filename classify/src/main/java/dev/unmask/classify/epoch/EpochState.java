package dev.unmask.classify.epoch;

import dev.unmask.classify.topology.store.Mode;

/**
 * How far an epoch is. Immutable.
 *
 * @param mode what it is by the decision that holds
 * @param members threads of its processes that are at work
 * @param begun whether it has read something of all that it has to read; if not, the two figures
 *     may be too small
 * @param lag records of its inputs that it has not processed, or that are not even fed to it
 * @param standingLag records of what is public that it has not read; 0 where it need not
 */
public record EpochState(
    long number, Mode mode, int members, boolean begun, long lag, long standingLag) {

  /** Whether it could go on from what is public, and would say nothing of it again. */
  boolean knowsWhatIsPublic() {
    return begun && standingLag == 0;
  }
}
