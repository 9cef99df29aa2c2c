package dev.unmask.classify.topology.verdict;

import dev.unmask.classify.assess.Assessment;
import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.model.Profile;
import java.util.Optional;

/** Says what a profile means: a pure function, safe from any thread. */
@FunctionalInterface
public interface Judge {

  /** The certificate is empty while it has not arrived. */
  Assessment of(Profile profile, Optional<CertificateSummary> certificate);
}
