package dev.unmask.ingest;

import dev.unmask.ingest.publish.Outgoing;
import dev.unmask.ingest.source.Place;
import java.util.List;
import java.util.Optional;

/** What the reading half of an ingestion hands to the publishing half. */
sealed interface Prepared {

  /**
   * A line, parsed.
   *
   * @param end where it ends
   * @param memory what it holds of the budget, in KiB
   * @param records what it becomes; may be none
   */
  record ParsedLine(Place end, int memory, List<Outgoing> records) implements Prepared {}

  /**
   * There are no more lines.
   *
   * @param problem what ended them before their time; empty at the input's own end
   */
  record End(Optional<String> problem) implements Prepared {}

  /** What was done with at another time is not there any more: nothing is read. */
  record Changed() implements Prepared {}
}
