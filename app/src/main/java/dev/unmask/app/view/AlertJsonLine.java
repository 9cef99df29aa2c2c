package dev.unmask.app.view;

import dev.unmask.app.read.AlertEvent;
import java.util.List;

/** An event of a case as the one JSON object that it is. */
final class AlertJsonLine implements Rows<AlertEvent> {
  @Override
  public List<String> head() {
    return List.of();
  }

  @Override
  public String row(AlertEvent alert) {
    return Json.line(alert.document());
  }
}
