package dev.unmask.classify.topology.message;

import dev.unmask.classify.model.CertificateSummary;

/** The certificate behind a fingerprint has arrived; never repartitioned. */
public record CertificateKnown(CertificateSummary certificate) implements ToFingerprint {}
