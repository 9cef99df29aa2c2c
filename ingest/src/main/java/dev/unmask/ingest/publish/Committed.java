package dev.unmask.ingest.publish;

import dev.unmask.ingest.source.Place;

/**
 * What a transaction put on the topics.
 *
 * @param published banners
 * @param dead dead letters
 * @param place where the last line ends that is done with
 */
public record Committed(long published, long dead, Place place) {}
