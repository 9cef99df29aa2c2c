package dev.unmask.classify.alert;

import dev.unmask.avro.Disposition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A case book's store in memory; a book that is opened on it again finds what was written. */
final class MemoryCases implements CaseStore {

  private final SortedMap<String, CaseRow> cases = new TreeMap<>();
  private final Map<String, SortedMap<String, Filing>> filings = new TreeMap<>();
  private final SortedMap<String, Long> forgotten = new TreeMap<>();
  private final SortedMap<String, Disposition> dispositions = new TreeMap<>();
  private Optional<GateRow> gate = Optional.empty();

  int size() {
    return cases.size();
  }

  @Override
  public Optional<CaseRow> find(String caseId) {
    return Optional.ofNullable(cases.get(caseId));
  }

  @Override
  public void put(String caseId, CaseRow row) {
    cases.put(caseId, row);
  }

  @Override
  public void forget(String caseId, long events) {
    cases.remove(caseId);
    forgotten.put(caseId, events);
  }

  @Override
  public long forgotten(String caseId) {
    return forgotten.getOrDefault(caseId, 0L);
  }

  @Override
  public void forEachCase(BiConsumer<String, CaseRow> action) {
    List.copyOf(cases.entrySet()).forEach(row -> action.accept(row.getKey(), row.getValue()));
  }

  @Override
  public void put(String caseId, Filing filing) {
    filings.computeIfAbsent(caseId, id -> new TreeMap<>()).put(filing.fingerprint(), filing);
  }

  @Override
  public void remove(String caseId, String fingerprint) {
    filings.getOrDefault(caseId, new TreeMap<>()).remove(fingerprint);
  }

  @Override
  public void forEachFiling(String caseId, Consumer<Filing> action) {
    filings.getOrDefault(caseId, new TreeMap<>()).values().forEach(action);
  }

  @Override
  public void put(String key, Disposition disposition) {
    dispositions.put(key, disposition);
  }

  @Override
  public void removeDisposition(String key) {
    dispositions.remove(key);
  }

  @Override
  public void forEachDisposition(BiConsumer<String, Disposition> action) {
    dispositions.forEach(action);
  }

  @Override
  public Optional<GateRow> gate() {
    return gate;
  }

  @Override
  public void put(GateRow row) {
    gate = Optional.of(row);
  }
}
