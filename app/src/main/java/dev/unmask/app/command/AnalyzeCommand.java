package dev.unmask.app.command;

import dev.unmask.app.local.Analysis;
import dev.unmask.app.progress.Progress;
import dev.unmask.app.run.OnExit;
import dev.unmask.app.view.Format;
import dev.unmask.app.view.VerdictPage;
import dev.unmask.avro.Verdict;
import dev.unmask.enrich.EnrichSettings;
import dev.unmask.ingest.IngestSettings;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges a scan download, with everything that this takes started and ended again. */
@Command(
    name = "analyze",
    description =
        "Judge a scan download on this machine: start all, ingest, classify, show the verdicts, end.",
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask analyze download.json.gz",
      "  unmask analyze banners/ --explain",
      "  unmask analyze download.json.gz --contact mailto:you@example.org --scope owner:microsoft --format json"
    })
final class AnalyzeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Records of Shodan, ZGrab2, LeakIX or Censys, one a line; plain, .gz or .zst. A directory stands for its files, - for stdin.")
  private List<String> inputs = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TABLE;

  @Option(names = "--explain", description = "Under the table, show each verdict in full.")
  private boolean explain;

  @ArgGroup(validate = false, heading = Examples.PROBING, order = 20)
  private ProbingOptions probing = new ProbingOptions();

  @ArgGroup(validate = false, heading = Examples.SAMPLING, order = 22)
  private SamplingOptions sampling = new SamplingOptions();

  @ArgGroup(validate = false, heading = Examples.WORK, order = 25)
  private EnrichOptions enrich = new EnrichOptions();

  @ArgGroup(validate = false, heading = Examples.OWNERS, order = 30)
  private OwnerOptions owners = new OwnerOptions();

  @Override
  public Integer call() throws IOException {
    if (explain && format != Format.TABLE) {
      throw new IllegalArgumentException(
          "--explain is for --format table: the other formats have the explanation in them");
    }
    OwnerCatalogue catalogue = owners.catalogue();
    EnrichSettings enriching = enrich.settings(sampling.on(probing.settings(catalogue)));
    IngestSettings ingesting = IngestSettings.defaults(Inputs.expand(inputs));
    try (OnExit exit = new OnExit()) {
      Progress progress =
          exit.add("progress", Progress.on(System.err, Boolean.getBoolean("unmask.terminal")));
      Analysis.Outcome outcome = new Analysis(catalogue, progress, exit).run(ingesting, enriching);
      progress.close();
      print(VerdictsCommand.largestFirst(outcome.verdicts()));
      return told(outcome);
    }
  }

  private void print(List<Verdict> verdicts) {
    PrintWriter out = spec.commandLine().getOut();
    VerdictsCommand.print(verdicts, format.verdicts(), out);
    if (explain) {
      for (Verdict verdict : verdicts) {
        out.println();
        VerdictPage.of(verdict).forEach(out::println);
      }
    }
  }

  private int told(Analysis.Outcome outcome) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "%,d records read: %,d published, %,d to the dead letters%n",
        outcome.ingested().read(), outcome.ingested().published(), outcome.ingested().dead());
    outcome.ingested().problems().forEach(problem -> err.println("unmask: " + problem));
    return outcome.ingested().problems().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
