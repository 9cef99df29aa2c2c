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
  private static final int ERA = 7;

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

  /** The last era in which the partition was worked on. */
  Era era() {
    return Optional.ofNullable(store.get(eraKey())).map(Profiles::era).orElse(Era.FIRST);
  }

  private static Era era(byte[] row) {
    FieldReader reader = new FieldReader(row, VERSION, "the era of store profiles");
    return new Era(reader.flag() ? Mode.SHADOW : Mode.LIVE, reader.number());
  }

  void put(Era era) {
    FieldWriter row = new FieldWriter(VERSION).flag(era.mode() == Mode.SHADOW);
    store.put(eraKey(), row.number(era.number()).written());
  }

  /** Whether the fingerprint was assessed in this era. */
  public boolean assessed(String fingerprint, Era era) {
    return get(verdict, fingerprint)
        .filter(row -> VerdictRowFormat.era(row) == era.number())
        .isPresent();
  }

  /**
   * Fingerprints of the partition that have a verdict row, in their order.
   *
   * @param after begins behind this one; empty begins at the first
   */
  public List<String> judged(Optional<String> after, int limit) {
    return next(verdict, after, limit);
  }

  /** The same of fingerprints that have a tally row. */
  public List<String> counted(Optional<String> after, int limit) {
    return next(TALLY, after, limit);
  }

  private List<String> next(int kind, Optional<String> after, int limit) {
    Bytes from = after.map(last -> key(kind, last)).orElse(begin(kind));
    List<String> fingerprints = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows = store.range(from, begin(kind + 1))) {
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

  private static Bytes eraKey() {
    return begin(ERA);
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
