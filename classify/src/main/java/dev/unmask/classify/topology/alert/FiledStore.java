package dev.unmask.classify.topology.alert;

import dev.unmask.classify.topology.format.Codec;
import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import dev.unmask.classify.topology.message.Fingerprint;
import java.util.UUID;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The store {@code filed}: fingerprint -> the case that its verdict is filed under. A row of 25
 * bytes for each fingerprint with such a verdict, removed when it has another.
 */
final class FiledStore {

  static final String NAME = "filed";

  /**
   * Under which case, and what.
   *
   * @param hash of what was filed last
   */
  record Row(String caseId, long hash) {}

  private FiledStore() {}

  static StoreBuilder<? extends KeyValueStore<?, ?>> builder() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(NAME), new Fingerprint().serde(), new Format().serde());
  }

  static final class Format implements Codec<Row> {

    private static final int VERSION = 1;

    @Override
    public byte[] encode(Row row) {
      UUID id = UUID.fromString(row.caseId());
      return new FieldWriter(VERSION)
          .fixed(id.getMostSignificantBits())
          .fixed(id.getLeastSignificantBits())
          .fixed(row.hash())
          .written();
    }

    @Override
    public Row decode(byte[] bytes) {
      FieldReader reader = new FieldReader(bytes, VERSION, "a row of store filed");
      return new Row(new UUID(reader.fixed(), reader.fixed()).toString(), reader.fixed());
    }
  }
}
