package dev.unmask.classify.topology.verdict;

import dev.unmask.avro.ReplacedVerdict;
import dev.unmask.avro.RoleSample;
import dev.unmask.avro.Verdict;
import dev.unmask.classify.assess.Assessment;
import dev.unmask.classify.model.CertificateSummary;
import dev.unmask.classify.model.Profile;
import dev.unmask.classify.topology.store.Issued;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verdict that may or may not be issued. Pure.
 *
 * @param samples sample hosts of each role
 */
record VerdictDraft(Judgement judgement, List<RoleSample> samples, Imprint imprint) {

  /** The verdict less what does not count for its digest. */
  Verdict content() {
    return builder().build();
  }

  /** The verdict as the next revision. */
  Verdict revision(Optional<Issued> last, String digest, Instant emittedAt) {
    return builder()
        .setRevision(last.map(Issued::revision).orElse(0L) + 1)
        .setReplaces(last.map(VerdictDraft::replaced).orElse(null))
        .setDigest(digest)
        .setRunId(imprint.runId())
        .setEmittedAt(emittedAt)
        .build();
  }

  /** What the next revision will have to know of a revision of this. */
  Issued issued(Verdict revision) {
    Assessment assessment = judgement.assessment();
    return new Issued(
        revision.getRevision(),
        assessment.kind(),
        assessment.reason(),
        assessment.confidence(),
        revision.getDigest(),
        judgement.hosts().totals(),
        judgement.hosts().changed());
  }

  private Verdict.Builder builder() {
    Profile profile = judgement.profile();
    Assessment assessment = judgement.assessment();
    Optional<CertificateSummary> certificate = judgement.certificate();
    return Verdict.newBuilder()
        .setFingerprint(profile.fingerprint())
        .setKind(assessment.kind())
        .setReason(assessment.reason().orElse(null))
        .setConfidence(assessment.confidence())
        .setSeverity(assessment.severity())
        .setCaseId(assessment.caseId())
        .setSubject(certificate.map(CertificateSummary::subject).orElse(""))
        .setIssuer(certificate.map(CertificateSummary::issuer).orElse(""))
        .setOwner(assessment.owner().orElse(null))
        .setHosts(Counted.hosts(profile, assessment, judgement.hosts()))
        .setFirstSeen(orNull(profile.firstSeen()))
        .setLastSeen(orNull(profile.lastSeen()))
        .setEvidence(assessment.evidence())
        .setRuledOut(assessment.ruledOut())
        .setNotTested(assessment.notTested())
        .setSamples(samples)
        .setExplanation(assessment.explanation())
        .setRulesetVersion(imprint.rulesetVersion())
        .setOwnersVersion(imprint.ownersVersion());
  }

  private static ReplacedVerdict replaced(Issued last) {
    return new ReplacedVerdict(last.revision(), last.kind(), last.confidence(), last.digest());
  }

  private static @Nullable Instant orNull(Optional<Instant> time) {
    return time.orElse(null);
  }
}
