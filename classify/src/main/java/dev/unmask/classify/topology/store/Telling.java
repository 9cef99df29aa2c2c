package dev.unmask.classify.topology.store;

import dev.unmask.classify.assess.HostAssessment;
import java.util.Collections;
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
 * <p>Where rare signatures were merged, a host is what the finest row is that it belongs to; such
 * hosts do not lie together in the store, so that the whole cluster is gone through to tell them.
 *
 * @param roles what the hosts of each row are, by its signature, encoded
 * @param merged whether rows stand for hosts of more than one signature
 * @param untold rows whose hosts have not all been told; the first of them is being told, or, if
 *     merged, all of them
 * @param cursor the host that was looked at last
 */
public record Telling(
    SortedMap<Bytes, HostAssessment> roles,
    boolean merged,
    SortedSet<Bytes> untold,
    Optional<Member> cursor) {

  /** Of a cluster of which nothing is known. */
  static final Telling NONE =
      new Telling(new TreeMap<>(), false, new TreeSet<>(), Optional.empty());

  public Telling {
    roles = Collections.unmodifiableSortedMap(roles);
    untold = Collections.unmodifiableSortedSet(untold);
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
    SortedSet<Bytes> toTell = new TreeSet<>(untold);
    toTell.retainAll(found.keySet());
    toTell.addAll(news);
    return new Telling(found, mergedNow, toTell, place(mergedNow, news, toTell));
  }

  /** What a host of this signature is; empty where it is not known yet. */
  Optional<HostAssessment> of(Bytes signature) {
    return row(roles, merged, signature).map(row -> roles.get(row));
  }

  /** Whether a host of this signature is still to be told. */
  public boolean untold(Bytes signature) {
    return row(roles, merged, signature).filter(row -> untold.contains(row)).isPresent();
  }

  /** After hosts up to this one were told. */
  Telling upTo(Member member) {
    return new Telling(roles, merged, untold, Optional.of(member));
  }

  /** After all hosts were told that were being told. */
  Telling done() {
    SortedSet<Bytes> rest = new TreeSet<>(untold);
    if (merged) {
      rest.clear();
    } else {
      rest.remove(rest.first());
    }
    return new Telling(roles, merged, rest, Optional.empty());
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
                .filter(row -> untold.contains(signature) || !told.equals(found.get(row)))
                .ifPresent(row -> news.add(row));
          }
        });
    return news;
  }

  /** Where to go on; anew where somebody who was passed has to be told again. */
  private Optional<Member> place(
      boolean mergedNow, SortedSet<Bytes> news, SortedSet<Bytes> toTell) {
    if (merged || mergedNow) {
      return cursor.filter(here -> merged && mergedNow && news.isEmpty());
    }
    return cursor.filter(
        told ->
            !toTell.isEmpty()
                && told.signature().equals(toTell.first())
                && !news.contains(told.signature()));
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
