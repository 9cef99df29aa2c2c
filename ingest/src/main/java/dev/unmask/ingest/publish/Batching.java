package dev.unmask.ingest.publish;

import java.time.Duration;

/** How much goes into one transaction: whichever of the three is reached first ends it. */
public record Batching(int records, long bytes, Duration time) {}
