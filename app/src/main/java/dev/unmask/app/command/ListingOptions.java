package dev.unmask.app.command;

import dev.unmask.app.read.TopicReader;
import dev.unmask.app.view.Format;
import dev.unmask.avro.VerdictKind;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of what there is of verdicts is listed, how, and whether to go on. */
final class ListingOptions {
  @Option(
      names = "--follow",
      description = "Go on: show whatever is new as it comes, until interrupted.")
  private boolean follow;

  @Option(
      names = "--owner",
      paramLabel = "ID",
      split = ",",
      description = "Only of certificates that name these owners.")
  private Set<String> owners = Set.of();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      split = ",",
      description = "Only of these verdicts: ${COMPLETION-CANDIDATES}.")
  private Set<VerdictKind> kinds = Set.of();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Since.class,
      description = "Only what was said since then: 24h, 7d, 2026-11-24, 2026-11-24T08:00:00Z.")
  private @Nullable Instant since;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TABLE;

  Format format() {
    return format;
  }

  /**
   * Whether something is wanted.
   *
   * @param kind of the verdict, by name
   * @param at when it was said; empty where that is not known
   */
  boolean want(Optional<String> owner, String kind, Optional<Instant> at) {
    Instant from = since;
    return (owners.isEmpty() || owner.filter(owners::contains).isPresent())
        && (kinds.isEmpty() || kinds.stream().map(Enum::name).anyMatch(kind::equals))
        && (from == null || at.filter(when -> !when.isBefore(from)).isPresent());
  }

  /** Lists what there is, and goes on if that is wanted, until nobody reads any more. */
  <V> void show(Listing<V> listing, TopicReader<V> reader) {
    if (follow) {
      listing.follow(reader);
    } else {
      listing.list(reader);
    }
  }
}
