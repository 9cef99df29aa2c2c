package dev.unmask.classify.topology.store;

import dev.unmask.classify.assess.HostAssessment;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;

/**
 * What the hosts of a cluster are, and which of them have not been told yet. Immutable.
 *
 * <p>Hosts are told in passes through the cluster, in the order in which they lie in the store.
 * What is found while a pass is under way is told in it from there on, and to all in the next one:
 * so each pass comes to its end, however often there is news.
 *
 * <p>Where rare signatures were merged, a host is what the finest row is that it belongs to; such
 * hosts do not lie together in the store, so that the whole cluster is gone through to tell them.
 *
 * @param roles what the hosts of each row are, by its signature, encoded
 * @param merged whether rows stand for hosts of more than one signature
 * @param untold rows whose hosts are told in this pass
 * @param next rows whose hosts are told in the next one
 * @param cursor the host that was looked at last in this pass
 */
public record Telling(
    SortedMap<Bytes, HostAssessment> roles,
    boolean merged,
    SortedSet<Bytes> untold,
    SortedSet<Bytes> next,
    Optional<Member> cursor) {

  /** Of a cluster of which nothing is known. */
  static final Telling NONE =
      new Telling(new TreeMap<>(), false, new TreeSet<>(), new TreeSet<>(), Optional.empty());

  public Telling {
    roles = Collections.unmodifiableSortedMap(roles);
    untold = Collections.unmodifiableSortedSet(untold);
    next = Collections.unmodifiableSortedSet(next);
  }

  /**
   * With what was found now; hosts for whom that is news are to be told.
   *
   * @param newsToAll whether something is news to every host
   */
  Telling found(SortedMap<Bytes, HostAssessment> found, boolean mergedNow, boolean newsToAll) {
    SortedSet<Bytes> news = news(found, newsToAll);
    if (merged || mergedNow) {
      news.addAll(newsByMerging(found));
    }
    SortedSet<Bytes> later = new TreeSet<>(next);
    later.addAll(news);
    return new Telling(found, mergedNow, among(found, untold), among(found, later), cursor).begun();
  }

  /** What a host of this signature is; empty where it is not known yet. */
  Optional<HostAssessment> of(Bytes signature) {
    return row(roles, merged, signature).map(row -> roles.get(row));
  }

  /** Whether a host of this signature is told in this pass. */
  public boolean untold(Bytes signature) {
    return row(roles, merged, signature).filter(row -> untold.contains(row)).isPresent();
  }

  /** The row whose hosts this pass comes to; empty at its end. Only where nothing is merged. */
  public Optional<Bytes> row(String fingerprint) {
    Bytes here =
        cursor.map(told -> place(fingerprint, told.signature())).orElse(new Bytes(new byte[0]));
    return untold.stream()
        .filter(row -> place(fingerprint, row).compareTo(here) >= 0)
        .min(Comparator.comparing(row -> place(fingerprint, row)));
  }

  /** After hosts up to this one were told. */
  Telling upTo(Member member) {
    return new Telling(roles, merged, untold, next, Optional.of(member));
  }

  /** After all hosts of this row were told. */
  Telling without(Bytes row) {
    SortedSet<Bytes> rest = new TreeSet<>(untold);
    rest.remove(row);
    return new Telling(roles, merged, rest, next, cursor).begun();
  }

  /** At the end of a pass. */
  Telling passed() {
    return new Telling(roles, merged, next, new TreeSet<>(), Optional.empty());
  }

  /** The next pass, where this one has nothing to tell or has not begun. */
  private Telling begun() {
    if (cursor.isPresent() && !untold.isEmpty()) {
      return this;
    }
    SortedSet<Bytes> all = new TreeSet<>(untold);
    all.addAll(next);
    return new Telling(roles, merged, all, new TreeSet<>(), Optional.empty());
  }

  private static Bytes place(String fingerprint, Bytes signature) {
    return MemberKey.prefix(fingerprint, signature);
  }

  private static SortedSet<Bytes> among(
      SortedMap<Bytes, HostAssessment> found, SortedSet<Bytes> rows) {
    SortedSet<Bytes> left = new TreeSet<>(rows);
    left.retainAll(found.keySet());
    return left;
  }

  private SortedSet<Bytes> news(SortedMap<Bytes, HostAssessment> found, boolean toAll) {
    SortedSet<Bytes> news = new TreeSet<>();
    for (Map.Entry<Bytes, HostAssessment> role : found.entrySet()) {
      if (toAll || !role.getValue().equals(roles.get(role.getKey()))) {
        news.add(role.getKey());
      }
    }
    return news;
  }

  /** Rows that took in the hosts of another, who were told something else or nothing. */
  private SortedSet<Bytes> newsByMerging(SortedMap<Bytes, HostAssessment> found) {
    SortedSet<Bytes> news = new TreeSet<>();
    roles.forEach(
        (signature, told) -> {
          if (!found.containsKey(signature)) {
            row(found, true, signature)
                .filter(
                    row ->
                        untold.contains(signature)
                            || next.contains(signature)
                            || !told.equals(found.get(row)))
                .ifPresent(row -> news.add(row));
          }
        });
    return news;
  }

  /** The finest row that hosts of this signature belong to; those that have left belong to none. */
  private static Optional<Bytes> row(
      SortedMap<Bytes, HostAssessment> rows, boolean merged, Bytes signature) {
    if (rows.containsKey(signature)) {
      return Optional.of(signature);
    }
    if (!merged || signature.get().length == 0) {
      return Optional.empty();
    }
    Bytes coarse = Grain.COARSE.of(signature);
    return Optional.of(rows.containsKey(coarse) ? coarse : Grain.REACH.of(signature))
        .filter(row -> rows.containsKey(row));
  }
}
