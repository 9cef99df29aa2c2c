package dev.unmask.classify.evidence;

import dev.unmask.classify.model.Signature;
import dev.unmask.classify.ruleset.Sign;
import java.util.List;
import java.util.Optional;

/**
 * HANDSHAKE_COMPLETED: Finished verified (RFC 8446 4.4.4), so somebody on the path can use the
 * private key. The path's end, not this host: it speaks for nobody.
 */
final class HandshakeCompleted implements Rule {

  @Override
  public Optional<Finding> look(Cluster cluster) {
    long probed = cluster.all().hosts(Signature::probed);
    if (probed == 0) {
      return Optional.empty();
    }
    long completed = cluster.all().hosts(Signature::completed);
    String statement =
        Figures.of(completed, probed)
            + " that were probed completed the TLS handshake: somebody on the path can use the private key, which says nothing of who.";
    return Optional.of(
        new Finding(
            "HANDSHAKE_COMPLETED",
            statement,
            completed,
            probed,
            List.of(Observed.of(Sign.COMPLETED, completed, probed))));
  }
}
