package dev.unmask.app.view;

import dev.unmask.ingest.FileReport;
import dev.unmask.ingest.IngestReport;
import java.util.List;

/** What came of an ingestion, a line a file, and the sum where there are several. */
public final class IngestTable {
  private IngestTable() {}

  /** The table's lines. */
  public static List<String> of(IngestReport report) {
    TextTable table = new TextTable("FILE", "READ", "PUBLISHED", "DEAD");
    for (FileReport file : report.files()) {
      table.row(
          file.name(),
          Words.count(file.read()),
          Words.count(file.published()),
          Words.count(file.dead()));
    }
    if (report.files().size() > 1) {
      table.row(
          "total",
          Words.count(report.read()),
          Words.count(report.published()),
          Words.count(report.dead()));
    }
    return table.lines("");
  }
}
