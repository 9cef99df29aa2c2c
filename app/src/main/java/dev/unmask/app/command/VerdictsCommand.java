package dev.unmask.app.command;

import dev.unmask.app.read.TopicReader;
import dev.unmask.app.view.Format;
import dev.unmask.app.view.Rows;
import dev.unmask.avro.Verdict;
import dev.unmask.avro.VerdictKind;
import dev.unmask.schemas.connection.KafkaConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the newest verdict on every certificate. */
@Command(
    name = "verdicts",
    description = "Show the newest verdict on every certificate, the largest cluster first.",
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask verdicts",
      "  unmask verdicts --kind VPN_CAMOUFLAGE,TLS_RELAY --owner microsoft",
      "  unmask verdicts --since 24h --format csv > verdicts.csv",
      "  unmask verdicts --follow --format json | jq .explanation"
    })
final class VerdictsCommand implements Callable<Integer> {
  private static final Comparator<Verdict> LARGEST_FIRST =
      Comparator.comparingLong((Verdict verdict) -> verdict.getHosts().getTotal())
          .reversed()
          .thenComparing(Verdict::getFingerprint);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--follow",
      description = "Go on: show every new revision as it comes, until interrupted.")
  private boolean follow;

  @Option(
      names = "--owner",
      paramLabel = "ID",
      split = ",",
      description = "Only certificates that name these owners.")
  private Set<String> owners = Set.of();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      split = ",",
      description = "Only these verdicts: ${COMPLETION-CANDIDATES}.")
  private Set<VerdictKind> kinds = Set.of();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Since.class,
      description = "Only verdicts given since then: 24h, 7d, 2026-11-24, 2026-11-24T08:00:00Z.")
  private @Nullable Instant since;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TABLE;

  @ArgGroup(validate = false, heading = Examples.CONNECTION)
  private ConnectionOptions connectionOptions = new ConnectionOptions();

  @Override
  public Integer call() throws IOException {
    KafkaConnection connection = connectionOptions.impatient();
    Needed.check(connection, connection.topics().currentVerdicts());
    try (TopicReader<Verdict> reader =
        new TopicReader<>(connection, connection.topics().currentVerdicts())) {
      Listing<Verdict> listing =
          new Listing<>(
              format.verdicts(), this::wanted, LARGEST_FIRST, spec.commandLine().getOut());
      if (follow) {
        listing.follow(reader);
      } else {
        listing.list(reader);
      }
      return 0;
    }
  }

  private boolean wanted(Verdict verdict) {
    return (owners.isEmpty() || owners.contains(String.valueOf(verdict.getOwner())))
        && (kinds.isEmpty() || kinds.contains(verdict.getKind()))
        && (since == null
            || (verdict.getEmittedAt() != null && !verdict.getEmittedAt().isBefore(since)));
  }

  static List<Verdict> largestFirst(SortedMap<String, Verdict> verdicts) {
    List<Verdict> sorted = new ArrayList<>(verdicts.values());
    sorted.sort(LARGEST_FIRST);
    return sorted;
  }

  static void print(List<Verdict> verdicts, Rows<Verdict> rows, PrintWriter out) {
    rows.head().forEach(out::println);
    verdicts.forEach(verdict -> out.println(rows.row(verdict)));
  }
}
