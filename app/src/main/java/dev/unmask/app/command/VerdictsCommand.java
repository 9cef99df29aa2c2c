package dev.unmask.app.command;

import dev.unmask.app.read.TopicReader;
import dev.unmask.app.view.Rows;
import dev.unmask.avro.Verdict;
import dev.unmask.schemas.connection.KafkaConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  @Mixin private ListingOptions options = new ListingOptions();

  @ArgGroup(validate = false, heading = Examples.CONNECTION)
  private ConnectionOptions connectionOptions = new ConnectionOptions();

  @Override
  public Integer call() throws IOException {
    KafkaConnection connection = connectionOptions.impatient();
    Needed.check(connection, connection.topics().currentVerdicts());
    try (TopicReader<Verdict> reader =
        new TopicReader<>(connection, connection.topics().currentVerdicts())) {
      Rows<Verdict> rows = options.format().verdicts();
      options.show(
          new Listing<>(rows, this::wanted, LARGEST_FIRST, spec.commandLine().getOut()), reader);
      return 0;
    }
  }

  private boolean wanted(Verdict verdict) {
    return options.want(
        Optional.ofNullable(verdict.getOwner()),
        verdict.getKind().name(),
        Optional.ofNullable(verdict.getEmittedAt()));
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
