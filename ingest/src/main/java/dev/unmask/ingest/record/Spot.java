package dev.unmask.ingest.record;

/**
 * A place in a line.
 *
 * @param column the byte, from 1
 * @param field the name of the field there, or the path to it; empty outside of any
 */
public record Spot(long column, String field) {}
