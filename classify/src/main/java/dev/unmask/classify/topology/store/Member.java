package dev.unmask.classify.topology.store;

import dev.unmask.classify.topology.format.StableHash;
import org.apache.kafka.common.utils.Bytes;

/**
 * A host of a cluster, or one that left it. Immutable.
 *
 * @param fingerprint of the cluster
 * @param signature encoded; empty for a host that left
 * @param endpoint as text
 */
public record Member(String fingerprint, Bytes signature, String endpoint) {

  /**
   * The place of the host in its signature's order, so that the first few don't come from one
   * corner.
   */
  public long place() {
    return StableHash.of(endpoint);
  }

  /** The port in the endpoint's text. */
  public int port() {
    return Integer.parseInt(endpoint, endpoint.lastIndexOf(':') + 1, endpoint.lastIndexOf('/'), 10);
  }
}
