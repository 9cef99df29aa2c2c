package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Chain;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Sign;
import java.util.List;
import java.util.Optional;

/**
 * CHAIN_EXPIRED_ONLY: a chain that was valid once, up to something that is trusted, and is out of
 * date.
 */
final class ChainExpiredOnly implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    Rows judged = cluster.all().where(ChainUntrusted::judged);
    Rows expired = judged.where(ChainExpiredOnly::expiredOnly);
    if (expired.hosts() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            "CHAIN_EXPIRED_ONLY",
            statement(expired, judged.hosts()),
            expired.hosts(),
            judged.hosts(),
            List.of(Observed.of(Sign.EXPIRED_ONLY, expired.hosts(), judged.hosts()))));
  }

  static boolean expiredOnly(Signature host) {
    return host.chain().anchored() && host.chain().time().expiredOnly();
  }

  private static String statement(Rows expired, long judged) {
    boolean leaf = expired.any(host -> host.chain().time() == Chain.Time.LEAF_EXPIRED);
    int month = expired.values(host -> host.chain().expiredMonth()).first();
    return Figures.of(expired.hosts(), judged)
        + " present a chain that was valid once and is out of date: "
        + (leaf ? "the leaf itself expired" : "a certificate above the leaf expired")
        + (month == 0 ? "." : " in " + Figures.month(month) + ".");
  }
}
