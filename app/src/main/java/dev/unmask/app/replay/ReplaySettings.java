package dev.unmask.app.replay;

import dev.unmask.app.compare.Stretch;
import dev.unmask.classify.topology.latest.Expiry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a replay reads, and how it works. Immutable.
 *
 * @param source what is replayed
 * @param stretch of event time
 * @param trustRoots files of trust anchors beside the public ones ({@code --trust-roots}); only
 *     banners are judged anew
 * @param partitions of the replay's topics ({@code --partitions}), 1 or more; as many as the live
 *     ones have unless given
 * @param threads that classify ({@code --threads}), 1 to 64
 * @param stateDirectory where its state is while it lasts ({@code --state-dir}); among the system's
 *     temporary files unless given
 * @param expiry how long what was seen counts ({@code --expire-after}), judged at the end of the
 *     stretch, which has to be given then; for ever unless given
 * @param keep whether its topics stay ({@code --keep})
 */
public record ReplaySettings(
    Source source,
    Stretch stretch,
    List<Path> trustRoots,
    OptionalInt partitions,
    int threads,
    Optional<Path> stateDirectory,
    Optional<Expiry> expiry,
    boolean keep) {

  /** Checks what classify does not check. */
  public ReplaySettings {
    trustRoots = List.copyOf(trustRoots);
    if (partitions.isPresent() && partitions.getAsInt() < 1) {
      throw new IllegalArgumentException("--partitions is 1 or more");
    }
    if (expiry.isPresent() && (stretch.to().isEmpty() || !expiry.get().at().equals(stretch.to()))) {
      throw new IllegalArgumentException(
          "--expire-after needs --to: age is judged at the end of the stretch, not by the clock");
    }
    if (threads < 1 || threads > 64) {
      throw new IllegalArgumentException("--threads " + threads + ": expected 1 to 64");
    }
    if (source == Source.OBSERVATIONS && !trustRoots.isEmpty()) {
      throw new IllegalArgumentException(
          "--trust-roots is for --from-banners: chains of observations are judged already");
    }
  }
}
