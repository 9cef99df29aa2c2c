package dev.unmask.classify.topology.store;

import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
import dev.unmask.classify.topology.message.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
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
 * The store {@code members}: which hosts a cluster has, and which have left it. A key of some 100
 * bytes and a value of some 6 for each host; bounded by twice the number of endpoints ever seen, as
 * an endpoint is at one fingerprint and has left one. A host that moves on takes its row with it.
 */
public final class Members {

  public static final String NAME = "members";

  private static final int VERSION = 1;

  private final KeyValueStore<Bytes, byte[]> store;

  /**
   * The store of a task that begins.
   *
   * @throws IllegalStateException if it was written in another format
   */
  public Members(ProcessorContext<?, ?> context) {
    store = context.getStateStore(NAME);
    try (KeyValueIterator<Bytes, byte[]> rows = store.all()) {
      if (rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        standing(MemberKey.read(row.key).signature(), row.value).check();
      }
    }
  }

  /** On disk, without a cache: a member is seldom written twice in a second. */
  public static StoreBuilder<? extends KeyValueStore<?, ?>> builder() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(NAME), Serdes.Bytes(), Serdes.ByteArray());
  }

  public void add(String fingerprint, String endpoint, Standing standing) {
    byte[] value =
        new FieldWriter(VERSION).number(standing.asn()).text(standing.country()).written();
    store.put(MemberKey.of(new Member(fingerprint, standing.signature(), endpoint)), value);
  }

  public void remove(String fingerprint, String endpoint, Standing standing) {
    store.delete(MemberKey.of(new Member(fingerprint, standing.signature(), endpoint)));
  }

  /** Reads all members of a fingerprint, those that left it too. */
  public void forEach(String fingerprint, BiConsumer<Member, Standing> action) {
    try (KeyValueIterator<Bytes, byte[]> rows =
        store.prefixScan(MemberKey.prefix(fingerprint), new BytesSerializer())) {
      while (rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        Member member = MemberKey.read(row.key);
        action.accept(member, standing(member.signature(), row.value));
      }
    }
  }

  /**
   * The first members with a signature, in the order of a hash of the endpoint.
   *
   * @param after begins behind this member; empty begins at the first
   */
  public List<Member> first(
      String fingerprint, Bytes signature, Optional<Member> after, int limit) {
    Bytes prefix = MemberKey.prefix(fingerprint, signature);
    Bytes from = after.map(MemberKey::of).orElse(prefix);
    return range(from, MemberKey.last(fingerprint, signature), limit);
  }

  /** Whether there is a member with this signature. */
  public boolean any(String fingerprint, Bytes signature) {
    return !first(fingerprint, signature, Optional.empty(), 1).isEmpty();
  }

  /**
   * Members of a fingerprint with any signature, those that left it too.
   *
   * @param after begins behind this member; empty begins at the first
   */
  public List<Member> next(String fingerprint, Optional<Member> after, int limit) {
    Bytes from = after.map(MemberKey::of).orElse(MemberKey.prefix(fingerprint));
    return range(from, MemberKey.last(fingerprint), limit);
  }

  /** Members behind one key and before another. */
  private List<Member> range(Bytes from, Bytes to, int limit) {
    List<Member> members = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows = store.range(from, to)) {
      while (rows.hasNext() && members.size() < limit) {
        Bytes key = rows.next().key;
        if (!key.equals(from)) {
          members.add(MemberKey.read(key));
        }
      }
    }
    return members;
  }

  private static Standing standing(Bytes signature, byte[] value) {
    FieldReader reader = new FieldReader(value, VERSION, "a row of store members");
    return new Standing(signature, reader.optionalNumber(), reader.text());
  }
}
