package dev.unmask.ingest;

import java.util.OptionalLong;

/**
 * How far an ingestion is.
 *
 * @param bytesRead of all inputs, as stored
 * @param bytesTotal of all inputs, as stored, where all are regular files
 * @param read records so far: always published + dead
 * @param published banners on the topic
 * @param dead records in the dead letters
 */
public record IngestProgress(
    long bytesRead, OptionalLong bytesTotal, long read, long published, long dead) {}
