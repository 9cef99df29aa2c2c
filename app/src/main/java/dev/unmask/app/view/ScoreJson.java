package dev.unmask.app.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unmask.app.score.Scorecard;

/**
 * A scorecard as one JSON object: {@code verdicts} and {@code roles} by what is true and then by
 * what was given, the number of {@code scenarios}, and that of the {@code errors} that matter.
 */
public final class ScoreJson {
  private ScoreJson() {}

  /** The object on one line. */
  public static String line(Scorecard card) {
    ObjectNode node = Json.object();
    node.set("verdicts", Json.confusion(card.verdicts()));
    node.set("roles", Json.confusion(card.roles()));
    return Json.line(node.put("scenarios", card.scenarios()).put("errors", card.errors()));
  }
}
