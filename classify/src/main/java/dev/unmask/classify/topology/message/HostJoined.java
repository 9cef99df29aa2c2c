package dev.unmask.classify.topology.message;

import org.apache.kafka.common.utils.Bytes;

/**
 * An endpoint has a signature now, in a cluster that was assessed before.
 *
 * @param endpoint as text
 * @param signature encoded
 */
public record HostJoined(String endpoint, Bytes signature) implements Tallied {}
