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
   * @param end where it ends, or starts, if it is to be read once more when its rest is there
   * @param memory what it holds of the budget, in KiB
   * @param records what it becomes; may be none
   */
  record ParsedLine(Place end, int memory, List<Outgoing> records) implements Prepared {}

  /**
   * There are no more lines.
   *
   * @param problem what ended them before their time; empty at the input's own end
   * @param lasting whether they would end there once more, unless the input is changed
   */
  record End(Optional<String> problem, boolean lasting) implements Prepared {}

  /** What was done with at another time is not there any more: nothing is read. */
  record Changed() implements Prepared {}
}
