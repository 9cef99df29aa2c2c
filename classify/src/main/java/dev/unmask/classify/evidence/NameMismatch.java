package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Chain.NameMatch;
import dev.unmask.classify.ruleset.Sign;
import java.util.List;
import java.util.Optional;

/** NAME_MISMATCH: the leaf is not valid for the name that was asked for (RFC 6125). */
final class NameMismatch implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    long tested = cluster.all().hosts(host -> host.chain().name() != NameMatch.NOT_TESTED);
    long mismatch = cluster.all().hosts(host -> host.chain().name() == NameMatch.MISMATCH);
    if (mismatch == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            "NAME_MISMATCH",
            Figures.of(mismatch, tested)
                + " present a leaf that is not valid for the name asked for.",
            mismatch,
            tested,
            List.of(Observed.of(Sign.MISMATCH, mismatch, tested))));
  }
}
