package dev.unmask.classify.topology.message;

/** A message to the keeper of one fingerprint, which is its key. */
public sealed interface ToFingerprint extends FromLatest
    permits HostMoved, Seen, CertificateKnown, FirstSeen {}
