package dev.unmask.app.view;

import dev.unmask.ingest.DryRun;
import dev.unmask.ingest.FileReport;
import java.util.ArrayList;
import java.util.List;

/** What would come of files, a line each, and why records would go to the dead letters. */
public final class DryRunTable {
  private DryRunTable() {}

  /** The tables' lines. */
  public static List<String> of(DryRun.Outcome outcome) {
    TextTable files = new TextTable("FILE", "RECORDS", "TO PUBLISH", "TO DEAD LETTERS");
    for (FileReport file : outcome.files()) {
      files.row(
          file.name(),
          Words.count(file.read()),
          Words.count(file.published()),
          Words.count(file.dead()));
    }
    List<String> lines = new ArrayList<>(files.lines(""));
    if (!outcome.refusals().isEmpty()) {
      TextTable reasons = new TextTable("DEAD LETTERS", "FIRST AT", "WHY");
      for (DryRun.Refusal refusal : outcome.refusals()) {
        reasons.row(Words.count(refusal.count()), refusal.first(), refusal.reason());
      }
      lines.add("");
      lines.addAll(reasons.lines(""));
    }
    return lines;
  }
}
