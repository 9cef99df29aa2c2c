package dev.unmask.classify.topology.alert;

import dev.unmask.classify.alert.AlertPolicy;
import dev.unmask.classify.topology.store.ClusterFinding;
import dev.unmask.classify.topology.store.Issued;
import dev.unmask.classify.topology.store.Profiles;
import dev.unmask.classify.topology.store.VerdictRow;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Finds verdicts that stand, that alerts are wanted of, and that are not filed: those that were
 * issued when no alerts were wanted of such. Looks through all fingerprints once, some at a time.
 */
final class Unfiled {

  /** Fingerprints that are looked at each time; a hundredth of a second. */
  private static final int SOME = 500;

  private final Profiles profiles;
  private final KeyValueStore<String, FiledStore.Row> filed;
  private final AlertPolicy policy;
  private Optional<String> last = Optional.empty();
  private boolean done;

  Unfiled(Profiles profiles, KeyValueStore<String, FiledStore.Row> filed, AlertPolicy policy) {
    this.profiles = profiles;
    this.filed = filed;
    this.policy = policy;
  }

  /**
   * The next ones.
   *
   * @param most how many at most; each takes its judging
   */
  List<String> next(int most) {
    if (done) {
      return List.of();
    }
    List<String> looked = profiles.judged(last, SOME);
    List<String> found = looked.stream().filter(this::isWanted).limit(most).toList();
    boolean all = found.size() < most;
    done = all && looked.size() < SOME;
    List<String> passed = all ? looked : found;
    if (!passed.isEmpty()) {
      last = Optional.of(passed.get(passed.size() - 1));
    }
    return found;
  }

  private boolean isWanted(String fingerprint) {
    return filed.get(fingerprint) == null
        && profiles.verdict(fingerprint).filter(this::isWanted).isPresent();
  }

  private boolean isWanted(VerdictRow row) {
    Optional<String> owner = row.cluster().flatMap(ClusterFinding::owner);
    return row.issued().map(Issued::kind).filter(kind -> policy.admits(kind, owner)).isPresent();
  }
}
