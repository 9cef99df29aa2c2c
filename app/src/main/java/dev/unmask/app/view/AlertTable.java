package dev.unmask.app.view;

import dev.unmask.app.read.AlertEvent;
import java.util.List;
import java.util.Locale;

/**
 * An event of a case as one line of a table of fixed columns; what it says, which may be long,
 * comes last.
 */
final class AlertTable implements Rows<AlertEvent> {
  private static final String LINE = "%-20s  %-36s  %-8s  %-11s  %-13s  %7s  %s";

  @Override
  public List<String> head() {
    return List.of(
        String.format(
            Locale.ROOT, LINE, "TIME", "CASE", "EVENT", "STATE", "SEVERITY", "HOSTS", "ALERT"));
  }

  @Override
  public String row(AlertEvent alert) {
    return String.format(
            Locale.ROOT,
            LINE,
            Words.time(alert.at()),
            Words.orDash(alert.caseId()),
            Words.orDash(alert.action()),
            Words.plain(alert.status()),
            alert.severity(),
            Words.count(alert.hosts()),
            Words.orDash(alert.message()))
        .stripTrailing();
  }
}
