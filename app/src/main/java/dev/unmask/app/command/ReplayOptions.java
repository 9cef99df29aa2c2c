package dev.unmask.app.command;

import dev.unmask.app.compare.Stretch;
import dev.unmask.app.replay.ReplaySettings;
import dev.unmask.app.replay.Source;
import dev.unmask.classify.topology.latest.Expiry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is replayed, and how. */
final class ReplayOptions {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = Since.class,
      description =
          "From this moment of event time on: 24h, 7d, 2026-11-24, 2026-11-24T08:00:00Z. Default: from the first record.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = Since.class,
      description = "Up to this moment, itself excluded. Default: all that is there at the start.")
  private @Nullable Instant to;

  @Option(
      names = "--from-banners",
      description =
          "Replay banners, not observations: what the feed alone would say. Probes nothing.")
  private boolean fromBanners;

  @Option(
      names = "--trust-roots",
      paramLabel = "FILE",
      split = ",",
      description = "With --from-banners: trust anchors beside the public ones, PEM.")
  private List<Path> trustRoots = List.of();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Of the replay's own topics. Default: as many as the live ones have.")
  private @Nullable Integer partitions;

  @Option(names = "--threads", paramLabel = "N", description = "Threads that classify. Default: 1.")
  private int threads = 1;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description =
          "Where the replay's state is while it lasts, some 250 bytes a host. Default: among the system's temporary files.")
  private @Nullable Path stateDirectory;

  @Option(
      names = "--expire-after",
      paramLabel = "DURATION",
      description =
          "What was seen of an endpoint longer than this before --to does not count: P90D. Default: all counts.")
  private @Nullable Duration expireAfter;

  @Option(
      names = "--keep",
      description = "Keep the replay's topics: 'unmask verdicts --prefix ...' reads them.")
  private boolean keep;

  boolean keep() {
    return keep;
  }

  /**
   * The settings that the options describe.
   *
   * @throws IllegalArgumentException if one is wrong
   */
  ReplaySettings settings() {
    Stretch stretch = new Stretch(Optional.ofNullable(from), Optional.ofNullable(to));
    return new ReplaySettings(
        fromBanners ? Source.BANNERS : Source.OBSERVATIONS,
        stretch,
        trustRoots,
        partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions),
        threads,
        Optional.ofNullable(stateDirectory),
        Optional.ofNullable(expireAfter).map(after -> new Expiry(after, stretch.to())),
        keep);
  }
}
