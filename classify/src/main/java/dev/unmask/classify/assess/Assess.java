package dev.unmask.classify.assess;

import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.model.Profile;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.util.Optional;

/**
 * Judges a cluster: evidence over its signatures, weighed by a ruleset. Pure and deterministic; safe for use by many threads.
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
    throw new UnsupportedOperationException("to be filled in: " + ruleset.version() + owners.version() + profile + certificate);
  }
}
