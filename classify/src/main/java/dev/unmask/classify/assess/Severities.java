package dev.unmask.classify.assess;

import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.Severity;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.classify.ruleset.Threshold;
import java.util.Optional;

/** How bad a verdict is if true. Never how sure it is. */
final class Severities {

  private Severities() {}

  static Severity of(Decision decision, Optional<InconclusiveReason> reason, Ruleset ruleset) {
    return switch (decision.kind()) {
      case KEY_COMPROMISE -> Severity.CRITICAL;
      case IMPERSONATION -> Severity.HIGH;
      // Relays have been seen in front of command-and-control servers.
      case VPN_CAMOUFLAGE, TLS_RELAY -> Severity.MEDIUM;
      case DEFAULT_CERTIFICATE, PROXY_SCRIPT -> Severity.LOW;
      case SHARED_SERVICE, GENUINE -> Severity.INFORMATIONAL;
      case INCONCLUSIVE -> open(decision, reason.orElseThrow(), ruleset);
    };
  }

  private static Severity open(Decision decision, InconclusiveReason reason, Ruleset ruleset) {
    return switch (reason) {
      case NOT_ALLOWED_TO_PROBE, UNREACHABLE, TOO_FEW_HOSTS, NOT_SAMPLED_YET ->
          Severity.INFORMATIONAL;
      case EVIDENCE_IN_CONFLICT, EVIDENCE_DOES_NOT_DECIDE ->
          decision.probability(VerdictKind.KEY_COMPROMISE)
                  >= ruleset.threshold(Threshold.WORTH_A_LOOK)
              ? Severity.MEDIUM
              : Severity.LOW;
    };
  }
}
