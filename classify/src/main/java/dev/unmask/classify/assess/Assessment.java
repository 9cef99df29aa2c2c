package dev.unmask.classify.assess;

import dev.unmask.avro.Evidence;
import dev.unmask.avro.InconclusiveReason;
import dev.unmask.avro.RuledOut;
import dev.unmask.avro.Severity;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.model.Signature;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a profile means.
 *
 * @param kind the verdict
 * @param reason why it is INCONCLUSIVE; empty for other kinds
 * @param confidence 0 to 1 in steps of 1/1000, what priors and evidence leave to the kind; 0 of an
 *     INCONCLUSIVE verdict, which claims nothing
 * @param severity how bad it is if true
 * @param caseId UUIDv5 of what an alert would be about
 * @param owner id of the owner that the certificate names
 * @param roles what the hosts of each signature are; has every signature of the profile
 * @param evidence strongest first; weights in steps of 1/1000 bit
 * @param ruledOut kinds that were ruled out, and by what
 * @param notTested what was not tested, a sentence each
 * @param explanation plain sentences for a case file, nothing in it unescaped that a peer chose
 * @param wanted how many more hosts at which tier would still change the verdict; empty: none
 */
public record Assessment(
    VerdictKind kind,
    Optional<InconclusiveReason> reason,
    double confidence,
    Severity severity,
    String caseId,
    Optional<String> owner,
    SortedMap<Signature, HostAssessment> roles,
    List<Evidence> evidence,
    List<RuledOut> ruledOut,
    List<String> notTested,
    String explanation,
    SortedMap<Integer, Long> wanted) {

  public Assessment {
    if (reason.isPresent() != (kind == VerdictKind.INCONCLUSIVE)) {
      throw new IllegalArgumentException(
          "reason: " + reason + " with " + kind + "; INCONCLUSIVE has one, others none");
    }
    roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
    evidence = List.copyOf(evidence);
    ruledOut = List.copyOf(ruledOut);
    notTested = List.copyOf(notTested);
    wanted = Collections.unmodifiableSortedMap(new TreeMap<>(wanted));
  }
}
