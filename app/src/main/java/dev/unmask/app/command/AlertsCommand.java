package dev.unmask.app.command;

import dev.unmask.app.read.AlertEvent;
import dev.unmask.app.read.TopicReader;
import dev.unmask.app.view.Rows;
import dev.unmask.classify.alert.Alert;
import dev.unmask.schemas.connection.KafkaConnection;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private ListingOptions options = new ListingOptions();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      split = ",",
      description = "Only alerts in these states: ${COMPLETION-CANDIDATES}.")
  private Set<Alert.Status> states = Set.of();

  @ArgGroup(validate = false, heading = Examples.CONNECTION)
  private ConnectionOptions connectionOptions = new ConnectionOptions();

  @Override
  public Integer call() throws IOException {
    KafkaConnection connection = connectionOptions.impatient();
    Needed.check(connection, connection.topics().dispositions());
    try (TopicReader<AlertEvent> reader = TopicReader.ofAlerts(connection)) {
      Rows<AlertEvent> rows = options.format().alerts();
      options.show(
          new Listing<>(rows, this::wanted, GRAVEST_FIRST, spec.commandLine().getOut()), reader);
      return 0;
    }
  }

  private boolean wanted(AlertEvent alert) {
    return (states.isEmpty() || states.contains(alert.status()))
        && options.want(alert.owner(), alert.rule(), Optional.of(alert.at()));
  }
}
