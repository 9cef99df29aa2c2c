package dev.unmask.app.command;

import dev.unmask.app.read.AlertEvent;
import dev.unmask.app.read.TopicReader;
import dev.unmask.app.view.Format;
import dev.unmask.avro.VerdictKind;
import dev.unmask.classify.alert.Alert;
import dev.unmask.schemas.connection.KafkaConnection;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the newest alert of every case. */
@Command(
    name = "alerts",
    description = "Show the newest alert of every case, the gravest first.",
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask alerts --state NEW,IN_PROGRESS",
      "  unmask alerts --kind KEY_COMPROMISE --owner microsoft --since 7d",
      "  unmask alerts --follow --format json | jq .message"
    })
final class AlertsCommand implements Callable<Integer> {
  private static final Comparator<AlertEvent> GRAVEST_FIRST =
      Comparator.comparing(AlertEvent::severity)
          .thenComparing(AlertEvent::hosts)
          .reversed()
          .thenComparing(AlertEvent::caseId);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--follow",
      description = "Go on: show every event as it comes, until interrupted.")
  private boolean follow;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      split = ",",
      description = "Only alerts in these states: ${COMPLETION-CANDIDATES}.")
  private Set<Alert.Status> states = Set.of();

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
      description = "Only alerts of these verdicts: ${COMPLETION-CANDIDATES}.")
  private Set<VerdictKind> kinds = Set.of();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Since.class,
      description = "Only alerts made since then: 24h, 7d, 2026-11-24, 2026-11-24T08:00:00Z.")
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
    Needed.check(connection, connection.topics().dispositions());
    try (TopicReader<AlertEvent> reader = TopicReader.ofAlerts(connection)) {
      Listing<AlertEvent> listing =
          new Listing<>(format.alerts(), this::wanted, GRAVEST_FIRST, spec.commandLine().getOut());
      if (follow) {
        listing.follow(reader);
      } else {
        listing.list(reader);
      }
      return 0;
    }
  }

  private boolean wanted(AlertEvent alert) {
    return (states.isEmpty() || states.contains(alert.status()))
        && (owners.isEmpty() || alert.owner().filter(owners::contains).isPresent())
        && (kinds.isEmpty() || kinds.stream().map(Enum::name).anyMatch(alert.rule()::equals))
        && (since == null || !alert.at().isBefore(since));
  }
}
