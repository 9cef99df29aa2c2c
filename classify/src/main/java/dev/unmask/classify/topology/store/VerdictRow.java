package dev.unmask.classify.topology.store;

import dev.unmask.classify.assess.HostAssessment;
import dev.unmask.classify.topology.message.RoleFound;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.common.utils.Bytes;

/**
 * What the step assess keeps of a fingerprint: what it said last, and which of its hosts have been
 * told their role. Some 100 bytes and 45 for each row of the profile; written with each assessment.
 * Immutable.
 *
 * @param era in which it was written; 0 for the first
 * @param checked how many changes of the fingerprint the last comparison of digests knew
 * @param issued the newest revision of the verdict; empty before the first
 * @param hint hash of the hint that was written last; 0 for none
 * @param cluster what the hosts are told of their cluster; empty before the first assessment
 * @param telling what they are told of themselves
 */
public record VerdictRow(
    long era,
    long checked,
    Optional<Issued> issued,
    long hint,
    Optional<ClusterFinding> cluster,
    Telling telling) {

  /** Of a fingerprint that was never assessed. */
  public static final VerdictRow NONE =
      new VerdictRow(0, 0, Optional.empty(), 0, Optional.empty(), Telling.NONE);

  /**
   * With what was found now; hosts for whom that is news are to be told.
   *
   * @param merged whether rows stand for hosts of more than one signature
   */
  public VerdictRow found(
      ClusterFinding finding, SortedMap<Bytes, HostAssessment> found, boolean merged) {
    boolean newsToAll = cluster.filter(known -> known.sameNews(finding)).isEmpty();
    return new VerdictRow(
        era, checked, issued, hint, Optional.of(finding), telling.found(found, merged, newsToAll));
  }

  /** What a host of the cluster is to be told; empty where it is not known yet. */
  public Optional<RoleFound> roleOf(Member member) {
    return cluster.flatMap(
        known ->
            telling
                .of(member.signature())
                .map(
                    host ->
                        new RoleFound(
                            member.fingerprint(),
                            member.signature(),
                            host,
                            known.kind(),
                            known.confidence(),
                            known.owner())));
  }

  /** After hosts up to this one were told. */
  public VerdictRow toldUpTo(Member member) {
    return new VerdictRow(era, checked, issued, hint, cluster, telling.upTo(member));
  }

  /** After all hosts of this row of the profile were told. */
  public VerdictRow told(Bytes row) {
    return new VerdictRow(era, checked, issued, hint, cluster, telling.without(row));
  }

  /** After a pass through the cluster. */
  public VerdictRow passed() {
    return new VerdictRow(era, checked, issued, hint, cluster, telling.passed());
  }

  /**
   * As it is in this era: what was written in one before is what is public, and no more, since
   * others have spoken in between.
   */
  public VerdictRow in(Era now) {
    return era == now.number()
        ? this
        : new VerdictRow(now.number(), 0, issued, hint, Optional.empty(), Telling.NONE);
  }

  public VerdictRow checkedAt(long changes) {
    return new VerdictRow(era, changes, issued, hint, cluster, telling);
  }

  public VerdictRow issuing(Issued verdict) {
    return new VerdictRow(era, checked, Optional.of(verdict), hint, cluster, telling);
  }

  public VerdictRow hinting(long hash) {
    return new VerdictRow(era, checked, issued, hash, cluster, telling);
  }
}
