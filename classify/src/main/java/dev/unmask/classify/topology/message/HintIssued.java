package dev.unmask.classify.topology.message;

import dev.unmask.avro.Hint;

/** Something for enrich to know; the key is the fingerprint. */
public record HintIssued(Hint hint) implements Finding {}
