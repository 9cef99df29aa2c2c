package dev.unmask.classify.topology.message;

/**
 * When a fingerprint was seen first, by what is public of it; never repartitioned.
 *
 * @param at epoch milliseconds
 */
public record FirstSeen(long at) implements ToFingerprint {}
