package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Sign;
import java.util.List;
import java.util.Optional;

/**
 * OWNER_CONTENT: an answer or a redirect within the owner's domains, or what a twin gives when
 * asked the same; or, where no twin was, what the owner's servers are known to answer.
 */
final class OwnerContent implements Rule {

  private static final String EXPECTED =
      " more answered as its servers, or those of who serves for it, are known to.";

  @Override
  public Optional<Finding> look(Cluster cluster) {
    Rows asked = cluster.all().where(Behaviour::asked);
    if (asked.hosts() == 0 || cluster.owner().isEmpty()) {
      return Optional.empty();
    }
    long given = asked.hosts(cluster::givesOwnerContent);
    long expected = asked.hosts(host -> isExpectedAlone(cluster, host));
    String statement =
        Figures.of(given, asked.hosts())
            + " answered with content of "
            + cluster.ownerName()
            + " or a redirect into its domains; "
            + Figures.number(cluster.outside().hosts(cluster::givesOwnerContent))
            + " of these are outside its networks."
            + (expected == 0 ? "" : " " + Figures.number(expected) + EXPECTED);
    return Optional.of(
        new Finding("OWNER_CONTENT", statement, given + expected, asked.hosts(), signs(cluster)));
  }

  /** By what the catalogue says, as no twin was asked, and by nothing else. */
  private static boolean isExpectedAlone(Cluster cluster, Signature host) {
    return cluster.answersAsExpected(host)
        && !cluster.givesOwnerContent(host)
        && !cluster.twins().answeredAt(host.reach().port());
  }

  private static List<Observed> signs(Cluster cluster) {
    Rows suspects = cluster.suspects().where(Behaviour::asked);
    Rows home =
        cluster
            .all()
            .where(host -> cluster.isInside(host) || cluster.isAgent(host))
            .where(Behaviour::asked);
    String owner = cluster.owner().orElseThrow().id();
    return List.of(
        Observed.of(
            Sign.OWNER_CONTENT_OUTSIDE,
            suspects.hosts(cluster.twins()::answerLike),
            suspects.hosts()),
        Observed.of(
            Sign.OWNER_REDIRECT_WITHOUT_TWIN,
            suspects.hosts(
                host ->
                    (Behaviour.redirectsTo(host, owner) || cluster.answersAsExpected(host))
                        && !cluster.twins().answeredAt(host.reach().port())),
            suspects.hosts()),
        Observed.of(
            Sign.OWNER_CONTENT_HOME,
            suspects.hosts() > 0
                ? 0
                : home.hosts(
                    host -> Behaviour.redirectsTo(host, owner) || cluster.answersAsExpected(host)),
            home.hosts()));
  }
}
