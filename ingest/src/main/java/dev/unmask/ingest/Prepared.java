package dev.unmask.ingest;

import dev.unmask.ingest.publish.Outgoing;
import java.util.List;
import java.util.Optional;

/** What the reading half of an ingestion hands to the publishing half. */
sealed interface Prepared {

  /**
   * A line, parsed.
   *
   * @param line its number
   * @param memory what it holds of the budget, in KiB
   * @param records what it becomes; may be none
   */
  record ParsedLine(long line, int memory, List<Outgoing> records) implements Prepared {}

  /**
   * There are no more lines.
   *
   * @param problem what ended them before their time; empty at the input's own end
   */
  record End(Optional<String> problem) implements Prepared {}
}
