package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Reach.BannerAgreement;
import dev.unmask.classify.ruleset.Sign;
import java.util.List;
import java.util.Optional;

/** BANNER_DISAGREES: hosts of this cluster that the feed saw with another certificate. */
final class BannerDisagrees implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    long tested = cluster.all().hosts(host -> host.reach().banner() != BannerAgreement.NOT_TESTED);
    long differ = cluster.all().hosts(host -> host.reach().banner() == BannerAgreement.DISAGREES);
    if (differ == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            "BANNER_DISAGREES",
            Figures.of(differ, tested)
                + " showed another certificate to the feed: moved on since, or scanners are treated apart.",
            differ,
            tested,
            List.of(Observed.of(Sign.BANNER_DIFFERS, differ, tested))));
  }
}
