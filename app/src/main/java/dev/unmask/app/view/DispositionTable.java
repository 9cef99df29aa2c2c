package dev.unmask.app.view;

import dev.unmask.avro.Disposition;
import java.util.List;
import java.util.SortedMap;

/** What people have decided about alerts, in columns. */
public final class DispositionTable {
  private DispositionTable() {}

  /** A line each, under headings; by key. */
  public static List<String> of(SortedMap<String, Disposition> dispositions) {
    TextTable table = new TextTable("ABOUT", "DECISION", "BY", "SINCE", "UNTIL", "WHY");
    dispositions.forEach(
        (key, made) ->
            table.row(
                key,
                Words.plain(made.getKind()),
                Words.orDash(made.getBy()),
                Words.time(made.getAt()),
                Words.time(made.getUntil()),
                Words.orDash(made.getWhy())));
    return table.lines("");
  }
}
