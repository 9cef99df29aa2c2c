package dev.unmask.classify.evidence;

import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.model.Chain;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Sign;
import dev.unmask.classify.ruleset.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * SELF_SIGNED: the leaf is signed with its own key; and whether it looks as installers of proxies
 * make them.
 */
final class SelfSigned implements Rule {

  private static final double DAYS_A_YEAR = 365.25;

  @Override
  public Optional<Finding> look(Cluster cluster) {
    boolean certified = cluster.certificate().map(CertificateSummary::selfSigned).orElse(false);
    Rows known = cluster.all().where(host -> certified || ChainUntrusted.judged(host));
    long selfSigned = known.hosts(host -> certified || isSelfSigned(host));
    if (selfSigned == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            "SELF_SIGNED",
            statement(cluster, selfSigned, known.hosts()),
            selfSigned,
            known.hosts(),
            signs(cluster, selfSigned, known.hosts())));
  }

  private static boolean isSelfSigned(Signature host) {
    return host.chain().path() == Chain.Path.SELF_SIGNED_LEAF;
  }

  private static List<Observed> signs(Cluster cluster, long selfSigned, long known) {
    List<Observed> signs = new ArrayList<>();
    if (cluster.certificate().isPresent()) {
      Sign names = cluster.owner().isPresent() ? Sign.SELF_SIGNED_OWNER : Sign.SELF_SIGNED_NOBODY;
      signs.add(Observed.of(names, selfSigned, known));
    }
    if (installers(cluster)) {
      signs.add(Observed.of(Sign.INSTALLER, selfSigned, known));
    }
    return signs;
  }

  private static boolean installers(Cluster cluster) {
    double years = cluster.threshold(Threshold.INSTALLER_YEARS);
    return cluster
        .certificate()
        .filter(facts -> facts.keyType().equals("EC") && facts.keyBits() == 256)
        .filter(facts -> facts.names().size() == 1)
        .filter(facts -> validYears(facts) >= years)
        .isPresent();
  }

  private static double validYears(CertificateSummary facts) {
    if (facts.notBefore().isEmpty() || facts.notAfter().isEmpty()) {
      return 0;
    }
    Instant begin = facts.notBefore().get();
    return Duration.between(begin, facts.notAfter().get()).toDays() / DAYS_A_YEAR;
  }

  private static String statement(Cluster cluster, long selfSigned, long known) {
    return Figures.of(selfSigned, known)
        + " present a leaf that is signed with its own key"
        + cluster.owner().map(owner -> " and names " + cluster.ownerName()).orElse("")
        + (installers(cluster)
            ? "; a P-256 key, one name and a lifetime's validity are what installers of proxies make."
            : ".");
  }
}
