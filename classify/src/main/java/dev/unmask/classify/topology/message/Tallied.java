package dev.unmask.classify.topology.message;

/** What the step tally tells the step assess, in the same task; the key is the fingerprint. */
public sealed interface Tallied permits HostJoined, Due {}
