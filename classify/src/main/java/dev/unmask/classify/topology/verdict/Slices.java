package dev.unmask.classify.topology.verdict;

import dev.unmask.classify.topology.store.Member;
import dev.unmask.classify.topology.store.Members;
import dev.unmask.classify.topology.store.Telling;
import dev.unmask.classify.topology.store.VerdictRow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;

/**
 * Tells the hosts of clusters what they are, a bounded number at a time: a cluster of a million
 * must not hold up a commit. How far it has come is in the row, so that a restart goes on from
 * there.
 */
final class Slices {

  /** Hosts of one cluster before it is the next one's turn. */
  private static final int TURN = 500;

  private final Members members;
  private final VerdictRows rows;
  private final BiConsumer<VerdictRow, Member> tell;
  private final Deque<String> queue = new ArrayDeque<>();
  private final Set<String> queued = new HashSet<>();

  /**
   * @param tell tells one host of a cluster whose row is this
   */
  Slices(Members members, VerdictRows rows, BiConsumer<VerdictRow, Member> tell) {
    this.members = members;
    this.rows = rows;
    this.tell = tell;
  }

  /** Has the cluster's hosts told, as far as its row says that they have to be. */
  void begin(String fingerprint, VerdictRow row) {
    if (!row.telling().untold().isEmpty() && queued.add(fingerprint)) {
      queue.add(fingerprint);
    }
  }

  /** Tells so many hosts at most, some of each cluster in turn. */
  void tell(int most) {
    int left = most;
    while (left > 0 && !queue.isEmpty()) {
      String fingerprint = queue.removeFirst();
      queued.remove(fingerprint);
      left -= tellSome(fingerprint, Math.min(left, TURN));
    }
  }

  /** Clusters whose hosts have not all been told. */
  int size() {
    return queue.size();
  }

  /** The next hosts of the cluster; counts one more, so that empty ones cost too. */
  private int tellSome(String fingerprint, int most) {
    VerdictRow row = rows.get(fingerprint);
    Telling telling = row.telling();
    if (telling.untold().isEmpty()) {
      return 1;
    }
    // Where signatures were merged, the hosts of a row lie scattered: all are looked at.
    Optional<Bytes> signature = telling.merged() ? Optional.empty() : telling.row(fingerprint);
    List<Member> slice = slice(fingerprint, telling, signature, most);
    slice.stream()
        .filter(member -> telling.untold(member.signature()))
        .forEach(member -> tell.accept(row, member));
    VerdictRow told = slice.isEmpty() ? row : row.toldUpTo(slice.get(slice.size() - 1));
    VerdictRow after =
        slice.size() == most ? told : signature.map(told::told).orElseGet(told::passed);
    rows.put(fingerprint, after);
    begin(fingerprint, after);
    return slice.size() + 1;
  }

  /** The next hosts with the signature; with any, if there is none. */
  private List<Member> slice(
      String fingerprint, Telling telling, Optional<Bytes> signature, int most) {
    if (telling.merged()) {
      return members.next(fingerprint, telling.cursor(), most);
    }
    return signature
        .map(
            row ->
                members.first(
                    fingerprint,
                    row,
                    telling.cursor().filter(told -> told.signature().equals(row)),
                    most))
        .orElse(List.of());
  }
}
