package dev.unmask.classify.alert;

import dev.unmask.avro.Disposition;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Where a case book is kept. Used by one thread. */
public interface CaseStore {

  Optional<CaseRow> find(String caseId);

  void put(String caseId, CaseRow row);

  /** Removes a case, and keeps how many alerts it has made, if any. */
  void forget(String caseId, long events);

  /** How many alerts a case had made when it was forgotten last. */
  long forgotten(String caseId);

  /** In the order of their ids. The action may change what is stored. */
  void forEachCase(BiConsumer<String, CaseRow> action);

  void put(String caseId, Filing filing);

  void remove(String caseId, String fingerprint);

  /** In the order of their fingerprints. */
  void forEachFiling(String caseId, Consumer<Filing> action);

  void put(String key, Disposition disposition);

  void removeDisposition(String key);

  void forEachDisposition(BiConsumer<String, Disposition> action);

  Optional<GateRow> gate();

  void put(GateRow gate);
}
