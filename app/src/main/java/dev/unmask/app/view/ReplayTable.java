package dev.unmask.app.view;

import dev.unmask.app.compare.Change;
import dev.unmask.app.compare.Comparison;
import dev.unmask.app.compare.Difference;
import dev.unmask.app.compare.Judged;
import dev.unmask.app.compare.Stretch;
import dev.unmask.app.replay.ReplayOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a replay would change, for people: a line a certificate, then the sum. */
public final class ReplayTable {
  private static final String ARROW = " -> ";
  private static final String NONE = "-";

  private ReplayTable() {}

  /**
   * The page's lines.
   *
   * @param all whether certificates are listed too on which nothing material changed
   */
  public static List<String> of(ReplayOutcome outcome, boolean all) {
    Comparison comparison = outcome.comparison();
    List<Difference> listed = all ? comparison.all() : comparison.material();
    List<String> page = new ArrayList<>();
    if (!listed.isEmpty()) {
      page.addAll(table(listed).lines(""));
      page.add("");
    }
    page.addAll(sum(outcome));
    return page;
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
          both(difference, ReplayTable::verdict),
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

  private static List<String> sum(ReplayOutcome outcome) {
    Comparison comparison = outcome.comparison();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d %s replayed, %s%s",
            outcome.records(),
            outcome.source(),
            stretch(outcome.stretch()),
            outcome.unusable() == 0
                ? ""
                : String.format(Locale.ROOT, "; %,d records cannot be used", outcome.unusable())));
    lines.add(
        Words.counted(comparison.all().size(), "certificate")
            + ": "
            + Words.count(comparison.same())
            + " with the same digest"
            + Stream.of(Change.values())
                .filter(change -> comparison.count(change) > 0)
                .map(change -> ", " + Words.count(comparison.count(change)) + " " + words(change))
                .collect(Collectors.joining()));
    if (comparison.outside() > 0) {
      lines.add(
          Words.counted(comparison.outside(), "more certificate")
              + " not seen in this stretch of time, and not compared");
    }
    lines.add(
        "judged by      ruleset "
            + outcome.rulesetVersion()
            + ", owners "
            + outcome.ownersVersion());
    lines.add("digest of all  live " + comparison.liveDigest());
    lines.add("               replay " + comparison.replayDigest());
    return lines.stream().map(Escape::terminal).toList();
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

  private static String stretch(Stretch stretch) {
    return stretch.from().isEmpty() && stretch.to().isEmpty()
        ? "of all time"
        : "from " + time(stretch.from(), "the first") + " to " + time(stretch.to(), "the last");
  }

  private static String time(Optional<Instant> time, String otherwise) {
    return time.map(Instant::toString).orElse(otherwise);
  }
}
