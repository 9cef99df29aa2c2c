package dev.unmask.app.view;

import dev.unmask.avro.Evidence;
import dev.unmask.avro.HostCounts;
import dev.unmask.avro.ReplacedVerdict;
import dev.unmask.avro.RoleSample;
import dev.unmask.avro.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One verdict in full, for an analyst to read: what, on whom, why, what else it could have been,
 * what was not tested.
 */
public final class VerdictPage {
  private static final int WIDTH = 110;

  private VerdictPage() {}

  /** The page's lines. */
  public static List<String> of(Verdict verdict) {
    List<String> page = new ArrayList<>(head(verdict));
    section(page, "Hosts", hosts(verdict));
    section(
        page,
        "Evidence (bits for or against " + verdict.getKind() + ")",
        evidence(verdict.getEvidence()));
    section(page, "Explanation", paragraphs(verdict.getExplanation()));
    return page;
  }

  private static List<String> head(Verdict verdict) {
    List<String> lines = new ArrayList<>();
    lines.add(
        VerdictTable.kind(verdict)
            + "   confidence "
            + VerdictTable.confidence(verdict.getConfidence())
            + "   severity "
            + Words.plain(verdict.getSeverity()));
    lines.add("  certificate  " + Escape.terminal(verdict.getFingerprint()));
    lines.add("  subject      " + Words.orDash(verdict.getSubject()));
    lines.add("  issuer       " + Words.orDash(verdict.getIssuer()));
    lines.add("  owner        " + Words.orDash(verdict.getOwner()));
    lines.add(
        "  seen         "
            + Words.time(verdict.getFirstSeen())
            + " to "
            + Words.time(verdict.getLastSeen()));
    lines.add("  revision     " + verdict.getRevision() + replaced(verdict.getReplaces()));
    lines.add(
        "  judged by    ruleset "
            + Escape.terminal(verdict.getRulesetVersion())
            + ", owners "
            + Escape.terminal(verdict.getOwnersVersion()));
    lines.add("  digest       " + Escape.terminal(verdict.getDigest()));
    return lines;
  }

  private static String replaced(@org.jspecify.annotations.Nullable ReplacedVerdict replaced) {
    return replaced == null
        ? ""
        : ", after "
            + replaced.getKind()
            + " with confidence "
            + VerdictTable.confidence(replaced.getConfidence());
  }

  private static List<String> hosts(Verdict verdict) {
    TextTable roles =
        new TextTable("role", "hosts", "measured", "inferred", "passive", "for example");
    for (RoleSample sample : verdict.getSamples()) {
      roles.row(
          sample.getRole(),
          Words.count(sample.getHosts()),
          Words.count(sample.getMeasured()),
          Words.count(sample.getInferred()),
          Words.count(sample.getPassive()),
          String.join(
              " ", sample.getEndpoints().subList(0, Math.min(2, sample.getEndpoints().size()))));
    }
    List<String> lines = new ArrayList<>();
    HostCounts counts = verdict.getHosts();
    lines.add(
        "  "
            + Words.counted(counts.getTotal(), "host")
            + " in "
            + Words.counted(counts.getNetworks(), "network")
            + " and "
            + (counts.getCountries() == 1
                ? "1 country"
                : Words.count(counts.getCountries()) + " countries")
            + (counts.getChanged() == 0
                ? ""
                : "; "
                    + Words.count(counts.getChanged())
                    + " more showed it, and show another now"));
    lines.add(
        "  ports "
            + counts(verdict.getHosts().getByPort())
            + "; VPN "
            + counts(verdict.getHosts().getByVpn()));
    lines.addAll(verdict.getSamples().isEmpty() ? List.of() : roles.lines("  "));
    return lines;
  }

  private static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(entry -> Escape.terminal(entry.getKey()) + " " + Words.count(entry.getValue()))
        .reduce((a, b) -> a + ", " + b)
        .orElse("none");
  }

  private static List<String> evidence(List<Evidence> evidence) {
    List<String> lines = new ArrayList<>();
    for (Evidence piece : evidence) {
      String lead =
          String.format(
              Locale.ROOT, "  %+7.2f  %-24s ", piece.getWeight(), Escape.terminal(piece.getCode()));
      List<String> statement =
          Words.wrap(Escape.terminal(piece.getStatement()), WIDTH - lead.length());
      for (int i = 0; i < statement.size(); i++) {
        lines.add((i == 0 ? lead : " ".repeat(lead.length())) + statement.get(i));
      }
    }
    return lines;
  }

  private static List<String> paragraphs(String text) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.lines().filter(line -> !line.isBlank()).toList()) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      Words.wrap(Escape.terminal(paragraph), WIDTH - 2).forEach(part -> lines.add("  " + part));
    }
    return lines;
  }

  private static void section(List<String> page, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      page.add("");
      page.add(title);
      page.addAll(lines);
    }
  }
}
