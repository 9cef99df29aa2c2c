package dev.unmask.ingest.source;

import java.time.Instant;

/**
 * What tells cheaply whether a regular file was touched.
 *
 * @param size in bytes, as stored
 * @param modifiedAt to the millisecond
 */
public record FileState(long size, Instant modifiedAt) {}
