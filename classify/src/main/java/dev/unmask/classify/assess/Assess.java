package dev.unmask.classify.assess;

import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.model.Profile;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.util.Optional;

/**
 * Judges a cluster: evidence over its signatures, weighed by a ruleset. Pure and deterministic;
 * safe for use by many threads.
 */
public final class Assess {

  private final Ruleset ruleset;
  private final OwnerCatalogue owners;

  public Assess(Ruleset ruleset, OwnerCatalogue owners) {
    this.ruleset = ruleset;
    this.owners = owners;
  }

  /**
   * Judges a cluster as it is now.
   *
   * @param certificate facts of its leaf; empty while they have not arrived
   */
  public Assessment of(Profile profile, Optional<CertificateSummary> certificate) {
    return new Assessment(
        dev.unmask.avro.VerdictKind.INCONCLUSIVE,
        Optional.of(dev.unmask.avro.InconclusiveReason.EVIDENCE_DOES_NOT_DECIDE),
        0,
        dev.unmask.avro.Severity.INFORMATIONAL,
        "",
        certificate.flatMap(facts -> owners.named(facts.names())).map(owner -> owner.id()),
        new java.util.TreeMap<>(),
        java.util.List.of(),
        java.util.List.of(),
        java.util.List.of(),
        ruleset.version() + profile.fingerprint(),
        new java.util.TreeMap<>());
  }
}
