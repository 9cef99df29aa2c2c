package dev.unmask.app.replay;

import dev.unmask.schemas.connection.KafkaConnection;
import java.util.ArrayList;
import java.util.List;

/** Topics of replays that were killed, or kept. */
public final class Leftovers {
  private final KafkaConnection live;

  /** Beside this installation. */
  public Leftovers(KafkaConnection live) {
    this.live = live;
  }

  /**
   * What was done.
   *
   * @param removed prefixes of the replays that are gone
   * @param alive prefixes of those that a process is at work on, or was some seconds ago
   */
  public record Cleaned(List<String> removed, List<String> alive) {}

  /** Removes all of every replay that nobody is at work on. */
  public Cleaned clean() {
    List<String> removed = new ArrayList<>();
    List<String> alive = new ArrayList<>();
    try (Traces traces = new Traces(live)) {
      for (String prefix : traces.prefixes()) {
        if (traces.alive(prefix)) {
          alive.add(prefix);
        } else {
          traces.remove(prefix);
          removed.add(prefix);
        }
      }
    }
    return new Cleaned(List.copyOf(removed), List.copyOf(alive));
  }
}
