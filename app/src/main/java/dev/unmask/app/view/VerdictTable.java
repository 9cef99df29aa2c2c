package dev.unmask.app.view;

import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import java.util.List;
import java.util.Locale;

/**
 * A verdict as one line of a table of fixed columns; the subject, which may be long, comes last.
 */
final class VerdictTable implements Rows<Verdict> {
  private static final String LINE = "%-16s  %-38s  %10s  %7s  %8s  %-12s  %s";

  @Override
  public List<String> head() {
    return List.of(
        String.format(
            Locale.ROOT,
            LINE,
            "FINGERPRINT",
            "VERDICT",
            "CONFIDENCE",
            "HOSTS",
            "NETWORKS",
            "OWNER",
            "SUBJECT"));
  }

  @Override
  public String row(Verdict verdict) {
    return String.format(
            Locale.ROOT,
            LINE,
            abbreviated(verdict.getFingerprint()),
            kind(verdict),
            confidence(verdict.getConfidence()),
            Words.count(verdict.getHosts().getTotal()),
            Words.count(verdict.getHosts().getNetworks()),
            Words.orDash(verdict.getOwner()),
            Words.orDash(verdict.getSubject()))
        .stripTrailing();
  }

  /** The kind, and why where nothing was decided. */
  static String kind(Verdict verdict) {
    return verdict.getKind() == VerdictKind.INCONCLUSIVE && verdict.getReason() != null
        ? verdict.getKind() + ": " + Words.plain(verdict.getReason())
        : verdict.getKind().toString();
  }

  static String confidence(double confidence) {
    return String.format(Locale.ROOT, "%.3f", confidence);
  }

  private static String abbreviated(String fingerprint) {
    return Escape.terminal(fingerprint.substring(0, Math.min(16, fingerprint.length())));
  }
}
