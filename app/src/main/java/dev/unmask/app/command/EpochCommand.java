package dev.unmask.app.command;

import dev.unmask.app.compare.Comparison;
import dev.unmask.app.compare.Stretch;
import dev.unmask.app.epoch.Feed;
import dev.unmask.app.read.StandingVerdicts;
import dev.unmask.app.view.ComparisonTable;
import dev.unmask.app.view.EpochTable;
import dev.unmask.classify.epoch.Epochs;
import dev.unmask.classify.epoch.Handover;
import dev.unmask.schemas.connection.KafkaConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows and switches the epochs of classify. */
@Command(
    name = "epoch",
    description = "Bring another ruleset, version or number of partitions of classify live.",
    subcommands = {
      EpochCommand.Show.class,
      EpochCommand.Create.class,
      EpochCommand.Feeding.class,
      EpochCommand.Switch.class
    })
final class EpochCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "show, create, feed or switch?");
  }

  /** Which epoch, on which cluster. */
  static final class Which {
    @Parameters(paramLabel = "N", description = "The epoch's number.")
    private long number;

    @ArgGroup(validate = false, heading = Examples.CONNECTION, order = 40)
    private ConnectionOptions connection = new ConnectionOptions();
  }

  /** {@code unmask epoch show}. */
  @Command(
      name = "show",
      description =
          "Show which epoch is live and how far each is; of one, what it would change of the verdicts that stand.",
      footerHeading = Examples.HEADING,
      footer = {"  unmask epoch show", "  unmask epoch show 2"})
  static final class Show implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "N", arity = "0..1", description = "The epoch that is compared.")
    private @Nullable Long number;

    @ArgGroup(validate = false, heading = Examples.CONNECTION, order = 40)
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
      KafkaConnection open = connection.impatient();
      Needed.check(open, open.topics().epochs(), open.topics().currentVerdicts());
      PrintWriter out = spec.commandLine().getOut();
      try (Epochs epochs = new Epochs(open)) {
        EpochTable.of(epochs.all()).forEach(out::println);
        if (epochs.live() == 0) {
          out.println("no epoch is live: 'unmask epoch switch N --yes' goes on with the switch");
        }
      }
      if (number != null) {
        out.println();
        compare(open, number, out);
      }
      return ExitCode.OK;
    }
  }

  /** {@code unmask epoch create}. */
  @Command(
      name = "create",
      description = "Create the topics in which an epoch says what it would say.",
      footerHeading = Examples.HEADING,
      footer = {"  unmask epoch create 2", "  unmask epoch create 2 --partitions 12"})
  static final class Create implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Which which = new Which();

    @Option(
        names = "--partitions",
        paramLabel = "N",
        description = "Default: as many as the topics have that everybody reads.")
    private @Nullable Integer partitions;

    @Override
    public Integer call() throws IOException, InterruptedException {
      KafkaConnection open = which.connection.impatient();
      Needed.check(open, open.topics().epochs(), open.topics().currentVerdicts());
      try (Epochs epochs = new Epochs(open)) {
        new Handover(open, epochs, user(), progress -> {})
            .create(
                which.number,
                partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions));
      }
      spec.commandLine()
          .getOut()
          .println("created " + open.topics().ofEpoch(which.number).prefix() + ".*");
      return ExitCode.OK;
    }
  }

  /** {@code unmask epoch feed}. */
  @Command(
      name = "feed",
      description =
          "Copy observations and certificates into an epoch's own topics, until interrupted: for another number of partitions.",
      footerHeading = Examples.HEADING,
      footer = "  unmask epoch feed 2")
  static final class Feeding implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Which which = new Which();

    @ArgGroup(validate = false, heading = Examples.MONITORING, order = 50)
    private MonitoringOptions monitoring = new MonitoringOptions();

    @Override
    public Integer call() throws IOException {
      new StageRun(monitoring, spec.commandLine().getErr())
          .of(new Feed(which.connection.connection(), which.number));
      return ExitCode.OK;
    }
  }

  /** {@code unmask epoch switch}. */
  @Command(
      name = "switch",
      description =
          "Make an epoch the live one. The one that was goes on beside it; switching back is the same.",
      footerHeading = Examples.HEADING,
      footer = {
        "  unmask epoch switch 2          # what would change",
        "  unmask epoch switch 2 --yes"
      })
  static final class Switch implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Which which = new Which();

    @Option(names = "--yes", description = "Do it; else only show what would change.")
    private boolean yes;

    @Override
    public Integer call() throws IOException, InterruptedException {
      KafkaConnection open = which.connection.impatient();
      Needed.check(open, open.topics().epochs(), open.topics().currentVerdicts());
      PrintWriter out = spec.commandLine().getOut();
      PrintWriter err = spec.commandLine().getErr();
      try (Epochs epochs = new Epochs(open)) {
        Handover handover = new Handover(open, epochs, user(), err::println);
        handover.requireReady(which.number);
        compare(open, which.number, out);
        if (!yes) {
          err.println(
              "nothing was changed; 'unmask epoch switch " + which.number + " --yes' does it");
          return ExitCode.OK;
        }
        handover.to(which.number);
      }
      out.println("epoch " + which.number + " is live");
      return ExitCode.OK;
    }
  }

  private static void compare(KafkaConnection open, long number, PrintWriter out) {
    KafkaConnection own =
        new KafkaConnection(
            open.bootstrapServers(),
            open.registryUrl(),
            open.topics().ofEpoch(number),
            open.clientSettings());
    Comparison comparison =
        Comparison.of(
            StandingVerdicts.of(open),
            StandingVerdicts.of(own),
            new Stretch(Optional.empty(), Optional.empty()));
    ComparisonTable.of(comparison, false).forEach(out::println);
    out.println(ComparisonTable.sum(comparison));
  }

  private static String user() {
    return System.getProperty("user.name", "");
  }
}
