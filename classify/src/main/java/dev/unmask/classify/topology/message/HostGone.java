package dev.unmask.classify.topology.message;

/** Nothing that was seen of an endpoint, which is the key, counts any more; never repartitioned. */
public record HostGone() implements FromLatest {}
