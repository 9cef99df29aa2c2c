package dev.unmask.app.command;

import dev.unmask.app.progress.Progress;
import dev.unmask.app.run.OnExit;
import dev.unmask.app.score.Score;
import dev.unmask.app.score.ScoreSettings;
import dev.unmask.app.score.Scorecard;
import dev.unmask.app.view.ScoreJson;
import dev.unmask.app.view.ScorePage;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs every scenario of the lab through the pipeline. */
@Command(
    name = "score",
    description =
        "Run every scenario of the lab through the whole pipeline, and show how verdicts and roles"
            + " were confused. Exit status 1 if a relay was called a stolen key, or a stolen key a"
            + " relay.",
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask lab score",
      "  unmask lab score --seed 7 --format json | jq .errors",
      "  unmask lab score --only stolen,reality"
    })
final class ScoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "The same seed draws the same sizes, shares and noise. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Of the scenarios only these, by the names of their certificates.")
  private List<String> only = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "${COMPLETION-CANDIDATES}: a page, or one JSON object. Default: ${DEFAULT-VALUE}.")
  private PageFormat format = PageFormat.TABLE;

  @Override
  public Integer call() throws IOException {
    ScoreSettings settings = new ScoreSettings(seed, ScoreSettings.PACE, only);
    try (OnExit exit = new OnExit()) {
      Progress progress =
          exit.add("progress", Progress.on(System.err, Boolean.getBoolean("unmask.terminal")));
      Scorecard card = new Score(settings, progress, exit).run();
      progress.close();
      print(card);
      return card.errors() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private void print(Scorecard card) {
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TABLE -> ScorePage.of(card).forEach(out::println);
      case JSON -> out.println(ScoreJson.line(card));
    }
  }
}
