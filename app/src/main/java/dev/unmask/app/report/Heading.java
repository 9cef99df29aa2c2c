package dev.unmask.app.report;

import dev.unmask.app.view.Words;
import dev.unmask.avro.Verdict;

/** What stands at the top of the page. */
record Heading(
    String kind,
    String confidence,
    String severity,
    String hosts,
    String owner,
    String fingerprint,
    String subject,
    String issuer,
    String seen,
    String revision,
    String caseId,
    String judgedBy,
    String digest,
    String emitted) {

  static Heading of(Verdict verdict) {
    return new Heading(
        kind(verdict),
        CaseView.confidence(verdict.getConfidence()),
        Words.plain(verdict.getSeverity()),
        Words.counted(verdict.getHosts().getTotal(), "host"),
        Words.orDash(verdict.getOwner()),
        verdict.getFingerprint(),
        Words.orDash(verdict.getSubject()),
        Words.orDash(verdict.getIssuer()),
        Words.time(verdict.getFirstSeen()) + " to " + Words.time(verdict.getLastSeen()),
        Long.toString(verdict.getRevision()),
        Words.orDash(verdict.getCaseId()),
        "ruleset " + verdict.getRulesetVersion() + ", owners " + verdict.getOwnersVersion(),
        verdict.getDigest(),
        Words.time(verdict.getEmittedAt()));
  }

  /** The kind, with its reason where it is inconclusive. */
  static String kind(Verdict verdict) {
    return verdict.getReason() == null
        ? verdict.getKind().name()
        : verdict.getKind().name() + ": " + Words.plain(verdict.getReason());
  }
}
