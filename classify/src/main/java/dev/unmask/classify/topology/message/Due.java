package dev.unmask.classify.topology.message;

import dev.unmask.classify.model.CertificateSummary;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A fingerprint is to be assessed.
 *
 * @param changes how many changes of the fingerprint the profile knows
 * @param quiet whether there was no change for the set time
 * @param at the punctuator's time
 * @param profile counted when asked for
 * @param certificate read when asked for; empty while it has not arrived
 */
public record Due(
    long changes,
    boolean quiet,
    Instant at,
    Supplier<Reading> profile,
    Supplier<Optional<CertificateSummary>> certificate)
    implements Tallied {}
