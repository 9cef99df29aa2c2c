package dev.unmask.app.view;

import dev.unmask.app.demo.CaseFigures;
import dev.unmask.app.demo.DemoResult;
import dev.unmask.app.demo.Grade;
import dev.unmask.app.lab.Timeline;
import dev.unmask.avro.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * What a demo shows at its end: the case as counted then and now, the big verdict in full, the
 * others in a line, and the time.
 */
public final class DemoPage {
  private DemoPage() {}

  /**
   * The page's lines.
   *
   * @param truth whether to show hosts by true and by found role too
   */
  public static List<String> of(DemoResult result, boolean truth) {
    List<String> page = new ArrayList<>();
    page.add(
        "DIVD-2022-00013: what DIVD counted beside what unmask counted" + scaled(result.scale()));
    page.add("");
    page.addAll(figures(result));
    result.verdicts().stream().findFirst().ifPresent(big -> bigVerdict(page, big));
    others(page, result.verdicts());
    time(page, result);
    if (truth) {
      confusion(page, result.grade());
    }
    verification(page, result);
    return page;
  }

  private static String scaled(double scale) {
    return scale == 1
        ? ""
        : String.format(Locale.ROOT, " (the lab at %s of its size)", Double.toString(scale));
  }

  private static List<String> figures(DemoResult result) {
    TextTable table = new TextTable("", "DIVD 2022", "lab", "unmask");
    CaseFigures lab = CaseFigures.of(result.truth());
    CaseFigures found = result.figures();
    row(
        table,
        "hosts with a certificate for www.update.microsoft.com",
        CaseFigures::hosts,
        lab,
        found);
    row(table, "  on LDAPS", CaseFigures::onLdaps, lab, found);
    row(table, "  with the very same certificate", CaseFigures::sameCertificate, lab, found);
    row(table, "    of these, handshake completed", CaseFigures::completed, lab, found);
    row(table, "    of these, sent HTTP data", CaseFigures::answered, lab, found);
    row(table, "      forbidden", CaseFigures::forbidden, lab, found);
    for (String host :
        List.of("fe2.update.microsoft.com", "www.update.microsoft.com", "support.microsoft.com")) {
      row(
          table,
          "      redirect to " + host,
          figures -> figures.redirects().getOrDefault(host, 0L),
          lab,
          found);
    }
    row(table, "    of these, 1194/tcp open", CaseFigures::vpnPortOpen, lab, found);
    row(table, "    of these, OpenVPN proved", CaseFigures::openVpn, lab, found);
    List<String> lines = new ArrayList<>(table.lines("  "));
    lines.add("");
    lines.add(
        "  DIVD, after nine months: servers of a VPN that forward the handshake to a genuine server.");
    result.verdicts().stream().findFirst().ifPresent(big -> lines.add(answer(big, result)));
    return lines;
  }

  private static String answer(Verdict big, DemoResult result) {
    return "  unmask, after "
        + Words.duration(result.total())
        + ": "
        + VerdictTable.kind(big)
        + ", confidence "
        + VerdictTable.confidence(big.getConfidence())
        + ".";
  }

  private static void row(
      TextTable table,
      String what,
      ToLongFunction<CaseFigures> figure,
      CaseFigures lab,
      CaseFigures found) {
    table.row(
        what,
        figure(figure.applyAsLong(CaseFigures.DIVD)),
        figure(figure.applyAsLong(lab)),
        figure(figure.applyAsLong(found)));
  }

  private static String figure(long count) {
    return count == CaseFigures.UNKNOWN ? "-" : Words.count(count);
  }

  private static void bigVerdict(List<String> page, Verdict big) {
    page.add("");
    page.add("The big cluster");
    page.add("");
    page.addAll(VerdictPage.of(big));
  }

  private static void others(List<String> page, List<Verdict> verdicts) {
    if (verdicts.size() < 2) {
      return;
    }
    Rows<Verdict> rows = Format.TABLE.verdicts();
    page.add("");
    page.add("The other clusters");
    page.add("");
    rows.head().forEach(line -> page.add("  " + line));
    verdicts.stream().skip(1).forEach(verdict -> page.add("  " + rows.row(verdict)));
  }

  private static void time(List<String> page, DemoResult result) {
    TextTable table = new TextTable("", "from", "to", "took");
    for (Timeline.Phase phase : result.phases()) {
      table.row(
          phase.name(),
          Words.duration(phase.from()),
          Words.duration(phase.to()),
          Words.duration(phase.took()));
    }
    page.add("");
    page.add("Where the time went");
    page.add("");
    page.addAll(table.lines("  "));
    page.add(
        "  in all "
            + Words.duration(result.total())
            + (result.peakMebibytes() == 0
                ? ""
                : "; all processes together took at most "
                    + Words.count(result.peakMebibytes())
                    + " MiB of memory"));
  }

  private static void confusion(List<String> page, Grade grade) {
    TextTable table = new TextTable("what it is", "what it was taken for", "hosts");
    grade
        .confusion()
        .counts()
        .forEach(
            (role, found) ->
                found.forEach((taken, hosts) -> table.row(role, taken, Words.count(hosts))));
    page.add("");
    page.add("Roles");
    page.add("");
    page.addAll(table.lines("  "));
  }

  private static void verification(List<String> page, DemoResult result) {
    page.add("");
    if (result.grade().agrees()) {
      page.add(
          "All verdicts, and the roles of all "
              + Words.count(result.truth().hosts().size())
              + " hosts, are what the lab says is true.");
    } else {
      page.add("These disagree with what the lab says is true:");
      result.grade().disagreements().forEach(one -> page.add("  - " + Escape.terminal(one)));
    }
  }
}
