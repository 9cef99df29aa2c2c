package dev.unmask.classify.topology.message;

import java.util.Optional;

/**
 * An endpoint stands otherwise at a fingerprint than before: it joined the cluster, left it, or
 * changed within it. One message takes the old count back and adds the new one.
 *
 * @param endpoint as text
 * @param before how it stood; empty if it was not there
 * @param after how it stands; empty if it is there no more. Equal to {@code before} where only its
 *     role has to be told again
 * @param seen when the observation that moved it saw this fingerprint; empty if it did not
 */
public record HostMoved(
    String endpoint, Optional<Standing> before, Optional<Standing> after, Optional<Seen> seen)
    implements ToFingerprint {}
