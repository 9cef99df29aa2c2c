package dev.unmask.classify.topology.message;

import dev.unmask.avro.Verdict;

/** A new revision of a verdict; the key is its fingerprint. */
public record VerdictIssued(Verdict verdict) implements Finding {}
