package dev.unmask.classify.topology.store;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * What happens to the state of a partition when its epoch becomes the live one, or is that no more:
 * each fingerprint is assessed once more, and compared with what was written last in the new mode.
 * So of what is public nothing is written again, and all that differs is.
 */
public final class ModeChange {

  private ModeChange() {}

  /** Does it if the partition was worked on otherwise before; in the task's transaction. */
  public static void to(Mode mode, ProcessorContext<?, ?> context) {
    Profiles profiles = new Profiles(context, mode);
    if (profiles.mode() != mode) {
      begin(profiles);
      profiles.put(mode);
    }
  }

  /** On the heap are fingerprints alone, some 100 bytes each. */
  private static void begin(Profiles profiles) {
    List<String> written = new ArrayList<>();
    profiles.forEachVerdict((leaf, row) -> written.add(leaf));
    written.forEach(leaf -> profiles.put(leaf, profiles.verdict(leaf).orElseThrow().anew()));
    List<String> counted = new ArrayList<>();
    profiles.forEachTally((leaf, row) -> counted.add(leaf));
    counted.forEach(
        leaf -> profiles.put(leaf, profiles.tally(leaf).orElseThrow().unsettledAgain()));
  }
}
