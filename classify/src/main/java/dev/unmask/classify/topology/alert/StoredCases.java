package dev.unmask.classify.topology.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.avro.Disposition;
import dev.unmask.classify.alert.CaseRow;
import dev.unmask.classify.alert.CaseStore;
import dev.unmask.classify.alert.Filing;
import dev.unmask.classify.alert.GateRow;
import dev.unmask.classify.topology.format.Codec;
import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The store {@code cases}, of one task: a row a case, a row a verdict that is filed, a row for what
 * somebody has decided, a row for how many alerts a case has made that is forgotten, and one for
 * the gate. See the table of the topology's package for their bounds.
 */
final class StoredCases implements CaseStore {

  static final String NAME = "cases";

  private static final int VERSION = 1;
  private static final int CASE = 1;
  private static final int FILING = 2;
  private static final int DISPOSITION = 3;
  private static final int GATE = 4;
  private static final int FORGOTTEN = 5;

  private static final Codec<CaseRow> CASES = new CaseRowFormat();
  private static final Codec<GateRow> GATES = new GateRowFormat();

  private final KeyValueStore<Bytes, byte[]> store;

  StoredCases(ProcessorContext<?, ?> context) {
    store = context.getStateStore(NAME);
  }

  /** On disk, and cached: a case's row is written with each verdict that is filed under it. */
  static StoreBuilder<? extends KeyValueStore<?, ?>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(NAME), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingEnabled();
  }

  @Override
  public Optional<CaseRow> find(String caseId) {
    return Optional.ofNullable(store.get(ofCase(caseId))).map(CASES::decode);
  }

  @Override
  public void put(String caseId, CaseRow row) {
    store.put(ofCase(caseId), CASES.encode(row));
  }

  @Override
  public void forget(String caseId, long events) {
    store.delete(ofCase(caseId));
    if (events > 0) {
      store.put(ofForgotten(caseId), new FieldWriter(VERSION).number(events).written());
    }
  }

  @Override
  public long forgotten(String caseId) {
    return Optional.ofNullable(store.get(ofForgotten(caseId)))
        .map(row -> new FieldReader(row, VERSION, "a forgotten case of store cases").number())
        .orElse(0L);
  }

  @Override
  public void forEachCase(BiConsumer<String, CaseRow> action) {
    for (KeyValue<Bytes, byte[]> row : all(begin(CASE))) {
      FieldReader key = key(row.key);
      action.accept(new UUID(key.fixed(), key.fixed()).toString(), CASES.decode(row.value));
    }
  }

  @Override
  public void put(String caseId, Filing filing) {
    FieldWriter writer = new FieldWriter(VERSION);
    AlertFields.write(writer, filing);
    store.put(ofFiling(caseId, filing.fingerprint()), writer.written());
  }

  @Override
  public void remove(String caseId, String fingerprint) {
    store.delete(ofFiling(caseId, fingerprint));
  }

  @Override
  public void forEachFiling(String caseId, Consumer<Filing> action) {
    Bytes prefix = Bytes.wrap(id(begin(FILING), caseId).written());
    try (KeyValueIterator<Bytes, byte[]> rows = store.prefixScan(prefix, new BytesSerializer())) {
      while (rows.hasNext()) {
        action.accept(
            AlertFields.filing(
                new FieldReader(rows.next().value, VERSION, "a filing of store cases")));
      }
    }
  }

  @Override
  public void put(String key, Disposition disposition) {
    FieldWriter writer = new FieldWriter(VERSION);
    AlertFields.write(writer, disposition);
    store.put(ofDisposition(key), writer.written());
  }

  @Override
  public void removeDisposition(String key) {
    store.delete(ofDisposition(key));
  }

  @Override
  public void forEachDisposition(BiConsumer<String, Disposition> action) {
    for (KeyValue<Bytes, byte[]> row : all(begin(DISPOSITION))) {
      action.accept(
          new String(key(row.key).rest(), UTF_8),
          AlertFields.disposition(
              new FieldReader(row.value, VERSION, "a disposition of store cases")));
    }
  }

  @Override
  public Optional<GateRow> gate() {
    return Optional.ofNullable(store.get(Bytes.wrap(begin(GATE).written()))).map(GATES::decode);
  }

  @Override
  public void put(GateRow gate) {
    store.put(Bytes.wrap(begin(GATE).written()), GATES.encode(gate));
  }

  /** Read before anything is done with them, which may change the store. */
  private List<KeyValue<Bytes, byte[]>> all(FieldWriter prefix) {
    List<KeyValue<Bytes, byte[]>> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows =
        store.prefixScan(Bytes.wrap(prefix.written()), new BytesSerializer())) {
      rows.forEachRemaining(found::add);
    }
    return found;
  }

  private static FieldReader key(Bytes key) {
    FieldReader reader = new FieldReader(key.get(), VERSION, "a key of store cases");
    reader.octet();
    return reader;
  }

  private static FieldWriter begin(int kind) {
    return new FieldWriter(VERSION).octet(kind);
  }

  private static Bytes ofCase(String caseId) {
    return Bytes.wrap(id(begin(CASE), caseId).written());
  }

  private static Bytes ofForgotten(String caseId) {
    return Bytes.wrap(id(begin(FORGOTTEN), caseId).written());
  }

  private static Bytes ofFiling(String caseId, String fingerprint) {
    return Bytes.wrap(id(begin(FILING), caseId).sha256(fingerprint).written());
  }

  private static Bytes ofDisposition(String key) {
    return Bytes.wrap(begin(DISPOSITION).raw(key.getBytes(UTF_8)).written());
  }

  private static FieldWriter id(FieldWriter writer, String caseId) {
    UUID id = UUID.fromString(caseId);
    return writer.fixed(id.getMostSignificantBits()).fixed(id.getLeastSignificantBits());
  }
}
