package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Manners.SniMatrix;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Sign;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * SNI_DEPENDENT: what other names draw. An open proxy shows an unrelated name's own certificate
 * where the twin refuses that name; a filter refuses names that every twin takes; CDNs and shared
 * hosting show others' certificates anywhere.
 */
final class SniDependent implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    Rows tested = cluster.all().where(Forwarding::namesTested);
    if (tested.hosts() == 0) {
      return Optional.empty();
    }
    long depend = tested.hosts(host -> host.manners().sniMatrix() != SniMatrix.SAME_FOR_ALL);
    return Optional.of(
        new Finding(
            "SNI_DEPENDENT",
            statement(cluster, tested, depend),
            depend,
            tested.hosts(),
            signs(cluster, tested)));
  }

  private static List<Observed> signs(Cluster cluster, Rows tested) {
    Rows suspects = cluster.suspects().where(Forwarding::namesTested);
    Forwarding forwarding = cluster.forwarding();
    double takeAll = cluster.twins().share(Forwarding::namesTested, is(SniMatrix.SAME_FOR_ALL));
    return List.of(
        Observed.of(Sign.OPENS_NAMES, suspects.hosts(forwarding::opensNames), suspects.hosts()),
        new Observed(
            Sign.FILTERS_NAMES,
            suspects.hosts(is(SniMatrix.REFUSES_OTHERS)),
            suspects.hosts(),
            takeAll == 1 ? 1 : 0),
        Observed.of(
            Sign.OTHER_CERTIFICATES,
            tested.hosts(host -> showsOthers(host) && !forwarding.opensNames(host)),
            tested.hosts()));
  }

  private static boolean showsOthers(Signature host) {
    SniMatrix names = host.manners().sniMatrix();
    return names == SniMatrix.OTHER_CERTIFICATES || names.itsOwn();
  }

  private static Predicate<Signature> is(SniMatrix what) {
    return host -> host.manners().sniMatrix() == what;
  }

  private static String statement(Cluster cluster, Rows tested, long depend) {
    return Figures.of(depend, tested.hosts())
        + " answer other server names otherwise than their own: "
        + Figures.number(tested.hosts(is(SniMatrix.REFUSES_OTHERS)))
        + " refuse them, "
        + Figures.number(tested.hosts(SniDependent::showsOthers))
        + " show another certificate; "
        + Figures.number(tested.hosts(cluster.forwarding()::opensNames))
        + " show an unrelated name's own, which no host inside the owner's networks does.";
  }
}
