package dev.unmask.classify.topology.verdict;

import dev.unmask.classify.topology.store.Era;
import dev.unmask.classify.topology.store.Profiles;
import dev.unmask.classify.topology.store.VerdictRow;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The verdict rows of the store, as they are in this era, the ones touched last on the heap. Every
 * change is written through; a row that is as it was is not written again.
 */
final class VerdictRows {

  /** Rows on the heap of a task; some kilobytes each at most. */
  private static final int MOST = 5_000;

  private final Profiles profiles;
  private final Era era;
  private final Map<String, VerdictRow> rows =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, VerdictRow> eldest) {
          return size() > MOST;
        }
      };

  VerdictRows(Profiles profiles, Era era) {
    this.profiles = profiles;
    this.era = era;
  }

  VerdictRow get(String fingerprint) {
    return rows.computeIfAbsent(
        fingerprint, key -> profiles.verdict(key).orElse(VerdictRow.NONE).in(era));
  }

  void put(String fingerprint, VerdictRow row) {
    if (!row.equals(rows.put(fingerprint, row))) {
      profiles.put(fingerprint, row);
    }
  }
}
