package dev.unmask.app.view;

import dev.unmask.app.compare.Change;
import dev.unmask.app.compare.Comparison;
import dev.unmask.app.compare.Difference;
import dev.unmask.app.compare.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What would change of the verdicts that stand, for people: a line a certificate. */
public final class ComparisonTable {
  private static final String ARROW = " -> ";
  private static final String NONE = "-";

  private ComparisonTable() {}

  /**
   * The lines, with an empty one behind them; none where nothing is listed.
   *
   * @param all whether certificates are listed too on which nothing material changed
   */
  public static List<String> of(Comparison comparison, boolean all) {
    List<Difference> listed = all ? comparison.all() : comparison.material();
    List<String> lines = new ArrayList<>();
    if (!listed.isEmpty()) {
      lines.addAll(table(listed).lines(""));
      lines.add("");
    }
    return lines;
  }

  /** How many changed in what. */
  public static String sum(Comparison comparison) {
    return Words.counted(comparison.all().size(), "certificate")
        + ": "
        + Words.count(comparison.same())
        + " with the same digest"
        + Stream.of(Change.values())
            .filter(change -> comparison.count(change) > 0)
            .map(change -> ", " + Words.count(comparison.count(change)) + " " + words(change))
            .collect(Collectors.joining());
  }

  private static TextTable table(List<Difference> listed) {
    TextTable table =
        new TextTable(
            "FINGERPRINT", "CHANGED", "VERDICT", "CONFIDENCE", "HOSTS", "BY ROLE", "SUBJECT");
    for (Difference difference : listed) {
      Judged either = difference.either();
      table.row(
          either.fingerprint().substring(0, Math.min(16, either.fingerprint().length())),
          changed(difference),
          both(difference, ComparisonTable::verdict),
          both(difference, judged -> VerdictTable.confidence(judged.confidence())),
          both(difference, judged -> Words.count(judged.hosts())),
          roles(difference),
          either.subject().isEmpty() ? NONE : either.subject());
    }
    return table;
  }

  private static String changed(Difference difference) {
    return difference.changes().isEmpty()
        ? NONE
        : difference.changes().stream().map(Words::plain).collect(Collectors.joining(", "));
  }

  private static String verdict(Judged judged) {
    return judged.kind() + judged.reason().map(why -> ": " + Words.plain(why)).orElse("");
  }

  /** One value where both say the same. */
  private static String both(Difference difference, Function<Judged, String> word) {
    String live = difference.live().map(word).orElse(NONE);
    String replay = difference.replay().map(word).orElse(NONE);
    return live.equals(replay) ? live : live + ARROW + replay;
  }

  /** The roles whose hosts are more or fewer. */
  private static String roles(Difference difference) {
    TreeSet<String> roles =
        Stream.of(difference.live(), difference.replay())
            .flatMap(Optional::stream)
            .flatMap(judged -> judged.hostsByRole().keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    String moved =
        roles.stream()
            .map(role -> role + " " + both(difference, judged -> hosts(judged, role)))
            .filter(words -> words.contains(ARROW))
            .collect(Collectors.joining(", "));
    return moved.isEmpty() ? NONE : moved;
  }

  private static String hosts(Judged judged, String role) {
    return Words.count(judged.hostsByRole().getOrDefault(role, 0L));
  }

  private static String words(Change change) {
    return switch (change) {
      case ONLY_LIVE -> "without a verdict now";
      case ONLY_REPLAY -> "without a verdict before";
      case KIND -> "of another kind";
      case CONFIDENCE -> "of another confidence";
      case HOSTS -> "with other hosts by role";
      case CONTENT -> "that differ in evidence or words alone";
    };
  }
}
