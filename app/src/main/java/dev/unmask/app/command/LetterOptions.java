package dev.unmask.app.command;

import dev.unmask.app.deadletter.LetterPlace;
import dev.unmask.app.deadletter.Wanted;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters are meant. */
final class LetterOptions {
  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      split = ",",
      description = "Only those that these stages gave up: ingest, enrich, classify.")
  private Set<String> stages = Set.of();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Only those with this text in their reason.")
  private @Nullable String reason;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Since.class,
      description =
          "Only those written since: 24h, 7d, 2026-11-24, 2026-11-24T08:00:00Z. Default: all.")
  private @Nullable Instant since;

  /** Those that the options name, and of these only such at the places, if there are any. */
  Wanted wanted(Set<LetterPlace> places) {
    return new Wanted(places, stages, Optional.ofNullable(reason), Optional.ofNullable(since));
  }

  /** Whether any of the options is given. */
  boolean given() {
    return !stages.isEmpty() || reason != null || since != null;
  }
}
