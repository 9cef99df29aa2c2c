package dev.unmask.classify.topology.message;

import dev.unmask.avro.HostVerdict;

/** What the one writer of an endpoint, which is the key, writes of it. */
public sealed interface Told {

  record Host(HostVerdict verdict) implements Told {}

  /** An indicator, as JSON. */
  record Indicator(String json) implements Told {}
}
