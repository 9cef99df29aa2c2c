package dev.unmask.app.view;

import dev.unmask.app.lab.Confusion;
import dev.unmask.app.score.Scorecard;
import dev.unmask.avro.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A scorecard for people: the two errors that matter, then how verdicts and roles were confused.
 */
public final class ScorePage {
  private static final String NONE = "-";

  private ScorePage() {}

  /** The page's lines. */
  public static List<String> of(Scorecard card) {
    List<String> page = new ArrayList<>();
    page.add("The two errors that matter");
    page.add("");
    page.add("  a stolen key cried over a relay  " + Words.count(card.relaysCalledStolen()));
    page.add("  a stolen key called a relay      " + Words.count(card.stolenCalledRelays()));
    matrix(page, "Verdicts", "scenarios", card.verdicts());
    matrix(page, "Roles", "hosts", card.roles());
    if (!card.confused().isEmpty()) {
      confused(page, card);
    }
    return page;
  }

  private static void matrix(List<String> page, String what, String of, Confusion confusion) {
    SortedSet<String> given = new TreeSet<>();
    confusion.counts().values().forEach(row -> given.addAll(row.keySet()));
    List<String> header = new ArrayList<>(List.of("what it is \\ given as"));
    header.addAll(given);
    TextTable table = new TextTable(header.toArray(String[]::new));
    confusion.counts().forEach((truth, row) -> table.row(cells(truth, row, given)));
    page.add("");
    page.add(
        "%s: %s of %s %s right"
            .formatted(what, Words.count(confusion.right()), Words.count(confusion.total()), of));
    page.add("");
    page.addAll(table.lines("  "));
  }

  private static Object[] cells(String truth, Map<String, Long> row, SortedSet<String> given) {
    List<Object> cells = new ArrayList<>(List.of(truth));
    given.forEach(as -> cells.add(row.containsKey(as) ? Words.count(row.get(as)) : NONE));
    return cells.toArray();
  }

  private static void confused(List<String> page, Scorecard card) {
    TextTable table = new TextTable("scenario", "what it is", "given as", "certificate");
    for (Scorecard.Confused one : card.confused()) {
      table.row(
          one.scenario(),
          one.truth(),
          one.given().map(VerdictTable::kind).orElse(NONE),
          one.given().map(Verdict::getFingerprint).map(id -> id.substring(0, 16)).orElse(NONE));
    }
    page.add("");
    page.add("Given another verdict");
    page.add("");
    page.addAll(table.lines("  "));
  }
}
