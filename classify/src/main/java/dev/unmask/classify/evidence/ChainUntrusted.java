package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Chain;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Sign;
import dev.unmask.classify.ruleset.Threshold;
import java.util.Optional;

/**
 * CHAIN_UNTRUSTED: whether anything that is trusted signed the leaf. The signature is a fact of the
 * leaf, so one host whose chain leads to an anchor settles it for all; a chain that merely lacks
 * its intermediates says nothing.
 */
final class ChainUntrusted implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    Rows judged = cluster.all().where(ChainUntrusted::judged);
    if (judged.hosts() == 0) {
      return Optional.empty();
    }
    long untrusted = judged.hosts(host -> !host.chain().anchored());
    return Optional.of(
        new Finding(
            "CHAIN_UNTRUSTED",
            statement(cluster, untrusted, judged.hosts()),
            untrusted,
            judged.hosts(),
            sign(cluster, judged).stream().toList()));
  }

  /** Whether a path could be built to its end. */
  static boolean judged(Signature host) {
    return host.chain().anchored()
        || host.chain().path() == Chain.Path.UNTRUSTED_ISSUER
        || host.chain().path() == Chain.Path.SELF_SIGNED_LEAF;
  }

  private static Optional<Observed> sign(Cluster cluster, Rows judged) {
    long hosts = judged.hosts();
    if (cluster.anchored()) {
      Sign anchored = ownersOwn(cluster) ? Sign.ANCHORED_OWNER : Sign.ANCHORED;
      return Optional.of(Observed.of(anchored, hosts, hosts));
    }
    double factor = judged.any(Signature::probed) ? 1 : cluster.threshold(Threshold.PASSIVE_FACTOR);
    return named(cluster).map(sign -> new Observed(sign, hosts, hosts, factor));
  }

  private static Optional<Sign> named(Cluster cluster) {
    if (cluster.certificate().isEmpty()) {
      return Optional.empty();
    }
    if (cluster.owner().isEmpty()) {
      return Optional.of(Sign.UNTRUSTED_NOBODY);
    }
    return Optional.of(
        cluster.owner().get().issuersKnown() ? Sign.UNTRUSTED : Sign.UNTRUSTED_CAS_UNKNOWN);
  }

  private static boolean ownersOwn(Cluster cluster) {
    return cluster.all().any(host -> host.chain().anchor() == Chain.Anchor.OWNER_CATALOGUE);
  }

  private static String statement(Cluster cluster, long untrusted, long judged) {
    if (!cluster.anchored()) {
      return Figures.of(untrusted, judged)
          + " present a chain that leads to no trusted root"
          + cluster.owner().map(owner -> " and to no known CA of " + cluster.ownerName()).orElse("")
          + ".";
    }
    String by =
        ownersOwn(cluster)
            ? "a CA of " + cluster.ownerName() + ", known by its key, signed the leaf"
            : "the leaf's chain leads to a trusted root";
    return Figures.of(untrusted, judged) + " present a chain without an anchor; " + by + ".";
  }
}
