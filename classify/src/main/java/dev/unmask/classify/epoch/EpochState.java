package dev.unmask.classify.epoch;

import dev.unmask.classify.topology.store.Mode;

/**
 * How far an epoch is. Immutable.
 *
 * @param mode what it is by the decision that holds
 * @param members threads of its processes that are at work
 * @param lag records of its inputs that it has not processed
 * @param standingLag records of what is public that it has not read; 0 where it need not
 */
public record EpochState(long number, Mode mode, int members, long lag, long standingLag) {}
