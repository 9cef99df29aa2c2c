package dev.unmask.app.command;

import dev.unmask.app.run.LabStage;
import dev.unmask.lab.scenario.LabPorts;
import dev.unmask.lab.scenario.LabScenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the small internet alone. */
@Command(
    name = "lab",
    description =
        "Run the small internet alone, on 127.0.0.0/8, until interrupted: for trying things.",
    subcommands = ScoreCommand.class,
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask lab --output lab --scale 0.05",
      "  unmask lab --output lab --scenario camouflage",
      "  unmask up --owners lab/owners.json --trust-roots lab/roots.pem --scope-file lab/scope.txt \\",
      "      --contact mailto:you@example.org --allow-local",
      "  unmask ingest lab/banners.ndjson",
      "  unmask lab score"
    })
final class LabCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Where to write banners.ndjson, owners.json, roots.pem, scope.txt and truth.ndjson;"
              + " needed, but for 'lab score'.")
  private @Nullable Path output;

  /** Which small internet. */
  enum Scenario {
    DIVD,
    CAMOUFLAGE;

    LabScenario of(double scale, long seed) {
      LabPorts ports = LabPorts.permitted();
      return switch (this) {
        case DIVD -> LabScenario.divd(scale, seed, ports);
        case CAMOUFLAGE -> LabScenario.camouflage(scale, seed, ports);
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      defaultValue = "divd",
      description =
          "${COMPLETION-CANDIDATES}: the case, or what wears third parties' certificates today."
              + " Default: ${DEFAULT-VALUE}.")
  private Scenario scenario = Scenario.DIVD;

  @Option(
      names = "--scale",
      paramLabel = "SHARE",
      defaultValue = "1.0",
      description =
          "Size of the case, or length of the waits of today's camouflage, above 0, at most 1."
              + " Default: ${DEFAULT-VALUE}.")
  private double scale;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed makes the same hosts. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @ArgGroup(validate = false, heading = Examples.MONITORING)
  private MonitoringOptions monitoring = new MonitoringOptions();

  @Override
  public Integer call() throws IOException {
    if (output == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--output=DIR'");
    }
    LabStage stage =
        new LabStage(
            scenario.of(scale, seed), Instant.now(), output, spec.commandLine().getErr()::println);
    new StageRun(monitoring, spec.commandLine().getErr()).of(stage);
    return 0;
  }
}
