package dev.unmask.classify.evidence;

import static dev.unmask.classify.model.HostBuilder.aHost;

import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.model.HostBuilder;
import dev.unmask.classify.model.ProfileBuilder;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.classify.ruleset.Sign;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Clusters to look at, and what a rule sees in them. */
final class Sight {

  private static final OwnerCatalogue OWNERS = OwnerCatalogue.builtIn();
  private static final Ruleset RULESET = Ruleset.builtIn();

  static CertificateSummary naming(String name, boolean selfSigned, String keyType, int years) {
    Instant begin = Instant.parse("2020-01-01T00:00:00Z");
    return new CertificateSummary(
        "CN=" + name,
        "CN=ca",
        List.of(name),
        "",
        keyType,
        256,
        Optional.of(begin),
        Optional.of(begin.plusSeconds(years * 31_557_600L)),
        selfSigned);
  }

  static final Optional<CertificateSummary> MICROSOFTS =
      Optional.of(naming("www.update.microsoft.com", false, "RSA", 1));
  static final Optional<CertificateSummary> NOBODYS =
      Optional.of(naming("router.local", false, "RSA", 1));

  static Cluster cluster(ProfileBuilder profile, Optional<CertificateSummary> certificate) {
    return Cluster.of(profile.build(), certificate, OWNERS, RULESET);
  }

  static Finding see(Rule rule, ProfileBuilder profile) {
    return rule.look(cluster(profile, MICROSOFTS)).orElseThrow();
  }

  static Observed sign(Finding finding, Sign sign) {
    return finding.signs().stream().filter(one -> one.sign() == sign).findFirst().orElseThrow();
  }

  static boolean has(Finding finding, Sign sign) {
    return finding.signs().stream()
        .anyMatch(one -> one.sign() == sign && one.support() > 0 && one.factor() > 0);
  }

  static HostBuilder twin() {
    return aHost().inside("microsoft").alerting().redirectingTo("microsoft", "00010002");
  }

  private Sight() {}
}
