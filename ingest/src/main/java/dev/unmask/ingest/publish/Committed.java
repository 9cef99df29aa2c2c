package dev.unmask.ingest.publish;

/**
 * What a transaction put on the topics.
 *
 * @param published banners
 * @param dead dead letters
 * @param lastLine number of the last line of which it holds all records, 0 before there was one
 */
public record Committed(long published, long dead, long lastLine) {}
