package dev.unmask.classify.topology.store;

import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.topology.format.Codec;
import dev.unmask.classify.topology.format.FieldReader;
import dev.unmask.classify.topology.format.FieldWriter;
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
 * The store {@code profiles}: of each fingerprint a small tally row, which changes with every host,
 * a verdict row, which changes with every assessment, and the facts of its certificate, which
 * hardly ever change. Each kind of row has one step that writes it.
 *
 * <p>Bounded by the number of fingerprints and certificates ever seen; nothing removes a row.
 */
public final class Profiles {

  public static final String NAME = "profiles";

  private static final int VERSION = 1;
  private static final int TALLY = 1;
  private static final int CERTIFICATE = 2;
  private static final int VERDICT = 3;
  private static final int VERDICT_PART = 4;
  private static final int DRAFT = 5;
  private static final int DRAFT_PART = 6;
  private static final int MODE = 7;

  private static final Codec<TallyRow> TALLY_FORMAT = new TallyRow.Format();

  private final KeyValueStore<Bytes, byte[]> store;
  private final int verdict;
  private final int verdictPart;

  /** With the verdict rows of what is public. */
  public Profiles(ProcessorContext<?, ?> context) {
    this(context, Mode.LIVE);
  }

  /**
   * @param mode LIVE: verdict rows are of what is public; SHADOW: of what this epoch would say
   */
  public Profiles(ProcessorContext<?, ?> context, Mode mode) {
    store = context.getStateStore(NAME);
    verdict = mode == Mode.LIVE ? VERDICT : DRAFT;
    verdictPart = mode == Mode.LIVE ? VERDICT_PART : DRAFT_PART;
  }

  /**
   * On disk, and cached: the only store whose rows change many times between two commits. The cache
   * is flushed before a commit.
   */
  public static StoreBuilder<? extends KeyValueStore<?, ?>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(NAME), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingEnabled();
  }

  public Optional<TallyRow> tally(String fingerprint) {
    return get(TALLY, fingerprint).map(TALLY_FORMAT::decode);
  }

  public void put(String fingerprint, TallyRow row) {
    store.put(key(TALLY, fingerprint), TALLY_FORMAT.encode(row));
  }

  public Optional<CertificateSummary> certificate(String fingerprint) {
    return get(CERTIFICATE, fingerprint).map(CertificateSummary::decode);
  }

  public void put(String fingerprint, CertificateSummary certificate) {
    store.put(key(CERTIFICATE, fingerprint), certificate.encode());
  }

  public Optional<VerdictRow> verdict(String fingerprint) {
    return get(verdict, fingerprint).map(first -> verdict(fingerprint, first));
  }

  /** Parts that the row no longer has stay until it has them again. */
  public void put(String fingerprint, VerdictRow row) {
    List<byte[]> parts = VerdictRowFormat.encode(row);
    store.put(key(verdict, fingerprint), parts.get(0));
    for (int part = 1; part < parts.size(); part++) {
      store.put(partKey(fingerprint, part), parts.get(part));
    }
  }

  /** Reads the tally rows of all fingerprints of the partition. */
  public void forEachTally(BiConsumer<String, TallyRow> action) {
    forEach(TALLY, (fingerprint, row) -> action.accept(fingerprint, TALLY_FORMAT.decode(row)));
  }

  /** Reads the verdict rows of all fingerprints of the partition. */
  public void forEachVerdict(BiConsumer<String, VerdictRow> action) {
    forEach(
        verdict, (fingerprint, first) -> action.accept(fingerprint, verdict(fingerprint, first)));
  }

  /** As what the epoch was at work on this partition last; LIVE if it never was. */
  Mode mode() {
    return store.get(modeKey()) == null ? Mode.LIVE : Mode.SHADOW;
  }

  void put(Mode mode) {
    if (mode == Mode.LIVE) {
      store.delete(modeKey());
    } else {
      store.put(modeKey(), new FieldWriter(VERSION).written());
    }
  }

  /**
   * Fingerprints of the partition that have a verdict row, in their order.
   *
   * @param after begins behind this one; empty begins at the first
   */
  public List<String> judged(Optional<String> after, int limit) {
    Bytes from = after.map(last -> key(verdict, last)).orElse(begin(verdict));
    List<String> fingerprints = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows = store.range(from, begin(verdict + 1))) {
      while (rows.hasNext() && fingerprints.size() < limit) {
        Bytes key = rows.next().key;
        if (!key.equals(from)) {
          fingerprints.add(fingerprint(key));
        }
      }
    }
    return fingerprints;
  }

  private VerdictRow verdict(String fingerprint, byte[] first) {
    List<byte[]> parts = new ArrayList<>(List.of(first));
    for (int part = 1; part < VerdictRowFormat.parts(first); part++) {
      parts.add(store.get(partKey(fingerprint, part)));
    }
    return VerdictRowFormat.decode(parts);
  }

  private void forEach(int kind, BiConsumer<String, byte[]> action) {
    try (KeyValueIterator<Bytes, byte[]> rows =
        store.prefixScan(begin(kind), new BytesSerializer())) {
      while (rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        action.accept(fingerprint(row.key), row.value);
      }
    }
  }

  private Optional<byte[]> get(int kind, String fingerprint) {
    return Optional.ofNullable(store.get(key(kind, fingerprint)));
  }

  /** What the keys of all rows of a kind start with. */
  private static Bytes begin(int kind) {
    return Bytes.wrap(new FieldWriter(VERSION).octet(kind).written());
  }

  private static Bytes modeKey() {
    return begin(MODE);
  }

  private static Bytes key(int kind, String fingerprint) {
    return Bytes.wrap(new FieldWriter(VERSION).octet(kind).sha256(fingerprint).written());
  }

  private Bytes partKey(String fingerprint, int part) {
    return Bytes.wrap(
        new FieldWriter(VERSION).octet(verdictPart).sha256(fingerprint).number(part).written());
  }

  private static String fingerprint(Bytes key) {
    FieldReader reader = new FieldReader(key.get(), VERSION, "a key of store profiles");
    reader.octet();
    return reader.sha256();
  }
}
