package dev.unmask.app.command;

import dev.unmask.app.progress.Progress;
import dev.unmask.app.replay.Leftovers;
import dev.unmask.app.replay.Replay;
import dev.unmask.app.replay.ReplayOutcome;
import dev.unmask.app.replay.ReplaySettings;
import dev.unmask.app.run.OnExit;
import dev.unmask.app.view.ReplayJson;
import dev.unmask.app.view.ReplayTable;
import dev.unmask.classify.ruleset.Ruleset;
import dev.unmask.enrich.Identity;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.owner.OwnerCatalogue;
import dev.unmask.schemas.topic.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Classifies a past stretch once more, and says what would change. */
@Command(
    name = "replay",
    description =
        "Classify a past stretch once more, beside the live application; show what would change.",
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask replay",
      "  unmask replay --from 2026-11-01 --to 2026-11-08 --ruleset ruleset.json",
      "  unmask replay --from-banners --from 7d --owners owners.json --format json | jq .summary",
      "  unmask replay --keep && unmask verdicts --prefix unmask.replay-20261124-121503-4f2a",
      "  unmask replay --clean"
    })
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(validate = false, heading = "%nWhat is replayed:%n", order = 10)
  private ReplayOptions options = new ReplayOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "${COMPLETION-CANDIDATES}: a line a changed verdict, or one JSON object. Default: ${DEFAULT-VALUE}.")
  private PageFormat format = PageFormat.TABLE;

  @Option(
      names = "--all",
      description = "List the verdicts too that have not changed, or in their words alone.")
  private boolean all;

  @Option(
      names = "--clean",
      description =
          "Replay nothing; remove the topics of all replays that were kept, or killed before they could do it.")
  private boolean clean;

  @ArgGroup(validate = false, heading = "%nRules:%n", order = 20)
  private RulesetOptions rules = new RulesetOptions();

  @ArgGroup(validate = false, heading = Examples.OWNERS, order = 30)
  private OwnerOptions owners = new OwnerOptions();

  @ArgGroup(validate = false, heading = Examples.CONNECTION, order = 40)
  private ConnectionOptions connection = new ConnectionOptions();

  @Override
  public Integer call() throws IOException {
    return clean ? clean() : replay();
  }

  private int replay() throws IOException {
    ReplaySettings settings = options.settings();
    Ruleset ruleset = rules.ruleset();
    OwnerCatalogue catalogue = owners.catalogue();
    KafkaConnection live = connection.connection();
    Topics topics = live.topics();
    Needed.check(
        connection.impatient(),
        topics.banners(),
        topics.observations(),
        topics.certificates(),
        topics.currentVerdicts());
    try (OnExit exit = new OnExit()) {
      Progress progress =
          exit.add("progress", Progress.on(System.err, Boolean.getBoolean("unmask.terminal")));
      Replay replay = new Replay(live, ruleset, catalogue, identity(), progress, exit);
      ReplayOutcome outcome = replay.run(settings);
      progress.close();
      print(outcome);
    }
    return ExitCode.OK;
  }

  private void print(ReplayOutcome outcome) {
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TABLE -> ReplayTable.of(outcome, all).forEach(out::println);
      case JSON -> out.println(ReplayJson.of(outcome, all));
    }
    if (options.keep()) {
      spec.commandLine()
          .getErr()
          .println(
              "kept: see 'unmask verdicts --prefix "
                  + outcome.prefix()
                  + "'; 'unmask replay --clean' removes it");
    }
  }

  private int clean() throws IOException {
    Leftovers.Cleaned cleaned = new Leftovers(connection.impatient()).clean();
    cleaned.removed().forEach(prefix -> spec.commandLine().getOut().println("removed " + prefix));
    cleaned
        .alive()
        .forEach(
            prefix ->
                spec.commandLine()
                    .getErr()
                    .println("unmask: " + prefix + " is at work, or was some seconds ago"));
    return cleaned.alive().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static Identity identity() {
    return new Identity("replay", "", Version.number());
  }
}
