package dev.unmask.app.view;

import dev.unmask.app.read.AlertEvent;
import java.util.List;

/** An event of a case as one line of CSV. */
final class AlertCsv implements Rows<AlertEvent> {
  @Override
  public List<String> head() {
    return List.of("time,case,event,state,severity,kind,owner,confidence,hosts,message");
  }

  @Override
  public String row(AlertEvent alert) {
    return Csv.line(
        List.of(
            alert.at().toString(),
            alert.caseId(),
            alert.action(),
            alert.status().name(),
            alert.severity().name(),
            alert.rule(),
            alert.owner().orElse(""),
            Double.toString(alert.confidence()),
            Long.toString(alert.hosts()),
            alert.message()));
  }
}
