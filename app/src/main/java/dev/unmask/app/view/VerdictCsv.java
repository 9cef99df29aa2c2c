package dev.unmask.app.view;

import dev.unmask.avro.Verdict;
import java.util.List;
import java.util.Objects;

/** A verdict as one line of CSV. */
final class VerdictCsv implements Rows<Verdict> {
  @Override
  public List<String> head() {
    return List.of(
        "fingerprint,verdict,reason,confidence,severity,owner,subject,issuer,hosts,networks,countries,first_seen,last_seen,revision,"
            + "explanation,digest");
  }

  @Override
  public String row(Verdict verdict) {
    return Csv.line(
        List.of(
            verdict.getFingerprint(),
            verdict.getKind().name(),
            verdict.getReason() == null ? "" : verdict.getReason().name(),
            Double.toString(verdict.getConfidence()),
            verdict.getSeverity().name(),
            Objects.requireNonNullElse(verdict.getOwner(), ""),
            verdict.getSubject(),
            verdict.getIssuer(),
            Long.toString(verdict.getHosts().getTotal()),
            Long.toString(verdict.getHosts().getNetworks()),
            Long.toString(verdict.getHosts().getCountries()),
            Objects.toString(verdict.getFirstSeen(), ""),
            Objects.toString(verdict.getLastSeen(), ""),
            Long.toString(verdict.getRevision()),
            verdict.getExplanation(),
            verdict.getDigest()));
  }
}
