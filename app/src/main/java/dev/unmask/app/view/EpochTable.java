package dev.unmask.app.view;

import dev.unmask.classify.epoch.EpochState;
import java.util.List;
import java.util.Locale;

/** The epochs of classify, for people: a line each. */
public final class EpochTable {
  private EpochTable() {}

  /** The page's lines. */
  public static List<String> of(List<EpochState> epochs) {
    TextTable table = new TextTable("EPOCH", "IS", "THREADS", "BEHIND", "BEHIND WHAT IS PUBLIC");
    for (EpochState epoch : epochs) {
      table.row(
          epoch.number(),
          epoch.mode().name().toLowerCase(Locale.ROOT),
          epoch.members(),
          Words.count(epoch.lag()),
          Words.count(epoch.standingLag()));
    }
    return table.lines("");
  }
}
