package dev.unmask.app.view;

import dev.unmask.app.deadletter.Letter;
import java.util.Collection;
import java.util.List;

/** Dead letters in lists: what they are about, and not their bytes. */
public final class LetterRows {
  private static final int REASON_CHARACTERS = 100;

  private LetterRows() {}

  /** A table of them, for people. */
  public static List<String> table(Collection<Letter> letters) {
    TextTable table = new TextTable("LETTER", "WRITTEN", "STAGE", "SOURCE", "BYTES", "REASON");
    for (Letter letter : letters) {
      table.row(
          letter.place(),
          Words.time(letter.at()),
          letter.stage(),
          letter.source(),
          Words.count(letter.size()),
          shortened(letter.reason()));
    }
    return table.lines("");
  }

  /** One as a JSON object. */
  public static String json(Letter letter) {
    var node = Json.object().put("letter", letter.place().toString());
    Json.put(node, "written", letter.at());
    node.put("stage", letter.stage());
    node.put("source", letter.source());
    node.put("bytes", letter.size());
    node.put("reason", letter.reason());
    return Json.line(node);
  }

  private static String shortened(String reason) {
    return reason.length() > REASON_CHARACTERS
        ? reason.substring(0, REASON_CHARACTERS) + "..."
        : reason;
  }
}
