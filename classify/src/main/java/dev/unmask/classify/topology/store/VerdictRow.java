package dev.unmask.classify.topology.store;

import dev.unmask.classify.assess.HostAssessment;
import dev.unmask.classify.topology.message.RoleFound;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;

/**
 * What the step assess keeps of a fingerprint: what it said last, and which of its hosts have been
 * told their role. Some 100 bytes and 45 for each signature; written with each assessment.
 * Immutable.
 *
 * @param checked how many changes of the fingerprint the last comparison of digests knew
 * @param issued the newest revision of the verdict; empty before the first
 * @param hint hash of the hint that was written last; 0 for none
 * @param cluster what the hosts are told of their cluster; empty before the first assessment
 * @param roles what the hosts of each signature, encoded, are
 * @param untold signatures whose hosts have not all been told; the first of them is being told
 * @param cursor the host that was told last
 */
public record VerdictRow(
    long checked,
    Optional<Issued> issued,
    long hint,
    Optional<ClusterFinding> cluster,
    SortedMap<Bytes, HostAssessment> roles,
    SortedSet<Bytes> untold,
    Optional<Member> cursor) {

  /** Of a fingerprint that was never assessed. */
  public static final VerdictRow NONE =
      new VerdictRow(
          0,
          Optional.empty(),
          0,
          Optional.empty(),
          new TreeMap<>(),
          new TreeSet<>(),
          Optional.empty());

  public VerdictRow {
    roles = Collections.unmodifiableSortedMap(roles);
    untold = Collections.unmodifiableSortedSet(untold);
  }

  /** With what was found now; hosts for whom that is news are to be told. */
  public VerdictRow found(ClusterFinding finding, SortedMap<Bytes, HostAssessment> found) {
    boolean allNews = cluster.filter(known -> known.sameNews(finding)).isEmpty();
    SortedSet<Bytes> news = new TreeSet<>();
    for (Map.Entry<Bytes, HostAssessment> role : found.entrySet()) {
      if (allNews || !role.getValue().equals(roles.get(role.getKey()))) {
        news.add(role.getKey());
      }
    }
    SortedSet<Bytes> toTell = new TreeSet<>(untold);
    toTell.retainAll(found.keySet());
    toTell.addAll(news);
    Optional<Member> place =
        cursor.filter(
            told -> told.signature().equals(firstOf(toTell)) && !news.contains(told.signature()));
    return new VerdictRow(checked, issued, hint, Optional.of(finding), found, toTell, place);
  }

  /** What a host of the cluster is to be told; empty where it is not known yet. */
  public Optional<RoleFound> roleOf(Member member) {
    Optional<HostAssessment> role = Optional.ofNullable(roles.get(member.signature()));
    return cluster.flatMap(
        known ->
            role.map(
                host ->
                    new RoleFound(
                        member.fingerprint(),
                        member.signature(),
                        host,
                        known.kind(),
                        known.confidence(),
                        known.owner())));
  }

  /** After some hosts of the first untold signature were told. */
  public VerdictRow toldUpTo(Member member) {
    return new VerdictRow(checked, issued, hint, cluster, roles, untold, Optional.of(member));
  }

  /** After all hosts of the first untold signature were told. */
  public VerdictRow toldAll() {
    List<Bytes> rest = new ArrayList<>(untold);
    rest.remove(0);
    return new VerdictRow(
        checked, issued, hint, cluster, roles, new TreeSet<>(rest), Optional.empty());
  }

  public VerdictRow checkedAt(long changes) {
    return new VerdictRow(changes, issued, hint, cluster, roles, untold, cursor);
  }

  public VerdictRow issuing(Issued verdict) {
    return new VerdictRow(checked, Optional.of(verdict), hint, cluster, roles, untold, cursor);
  }

  public VerdictRow hinting(long hash) {
    return new VerdictRow(checked, issued, hash, cluster, roles, untold, cursor);
  }

  private static Bytes firstOf(SortedSet<Bytes> signatures) {
    return signatures.isEmpty() ? Bytes.wrap(new byte[0]) : signatures.first();
  }
}
