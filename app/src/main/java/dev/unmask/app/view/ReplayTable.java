package dev.unmask.app.view;

import dev.unmask.app.compare.Comparison;
import dev.unmask.app.compare.Stretch;
import dev.unmask.app.replay.ReplayOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a replay would change, for people: a line a certificate, then the sum. */
public final class ReplayTable {
  private ReplayTable() {}

  /**
   * The page's lines.
   *
   * @param all whether certificates are listed too on which nothing material changed
   */
  public static List<String> of(ReplayOutcome outcome, boolean all) {
    Comparison comparison = outcome.comparison();
    List<String> page = new ArrayList<>(ComparisonTable.of(comparison, all));
    page.addAll(sum(outcome));
    return page;
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
    lines.add(ComparisonTable.sum(comparison));
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

  private static String stretch(Stretch stretch) {
    return stretch.from().isEmpty() && stretch.to().isEmpty()
        ? "of all time"
        : "from " + time(stretch.from(), "the first") + " to " + time(stretch.to(), "the last");
  }

  private static String time(Optional<Instant> time, String otherwise) {
    return time.map(Instant::toString).orElse(otherwise);
  }
}
