package dev.unmask.classify.topology;

import dev.unmask.classify.topology.store.Members;
import dev.unmask.classify.topology.store.Profiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The stores members and profiles, in memory, and a context that knows them. */
public final class InMemoryStores implements AutoCloseable {

  private final MockProcessorContext<Object, Object> context;
  private final List<KeyValueStore<Bytes, byte[]>> stores;

  public InMemoryStores(Path directory) {
    context = new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
    stores = List.of(store(Members.NAME), store(Profiles.NAME));
    stores.forEach(
        store -> {
          store.init(context.getStateStoreContext(), store);
          context.addStateStore(store);
        });
  }

  public MockProcessorContext<Object, Object> context() {
    return context;
  }

  @Override
  public void close() {
    stores.forEach(KeyValueStore::close);
  }

  private static KeyValueStore<Bytes, byte[]> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingDisabled()
        .build();
  }
}
