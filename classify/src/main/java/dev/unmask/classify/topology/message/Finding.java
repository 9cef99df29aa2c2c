package dev.unmask.classify.topology.message;

/** What the step assess finds, to be written or told. */
public sealed interface Finding permits VerdictIssued, HintIssued, RoleFound {}
