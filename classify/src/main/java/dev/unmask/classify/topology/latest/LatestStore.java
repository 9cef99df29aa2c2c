package dev.unmask.classify.topology.latest;

import dev.unmask.classify.topology.message.EndpointKey;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The store {@code latest}: a row an endpoint, some 100 bytes. Bounded by the number of endpoints
 * ever seen; nothing removes a row.
 */
public final class LatestStore {

  public static final String NAME = "latest";

  private LatestStore() {}

  /** On disk, without a cache: an endpoint is seldom seen twice in a second. */
  public static StoreBuilder<? extends KeyValueStore<?, ?>> builder() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(NAME),
        new EndpointKey().serde(),
        new LatestRowCodec().serde());
  }
}
