package dev.unmask.classify.topology.message;

/** What the step latest says. */
public sealed interface FromLatest permits ToFingerprint, HostGone {}
