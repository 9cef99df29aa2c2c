package dev.unmask.app.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code unmask} itself: it only names its commands. */
@Command(
    name = "unmask",
    description = "Which servers on the internet wear somebody else's TLS certificate, and why?",
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    commandListHeading = "",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    footerHeading = "%n",
    footer = {
      "Settings: a flag comes first, then the variable UNMASK_... of its name (UNMASK_BOOTSTRAP_SERVER), then the",
      "file of --config, then the default. Results are on stdout, everything else on stderr.",
      "Exit status: 0 ok, 1 failed, 2 wrong usage.",
      "Begin with 'unmask demo'; 'unmask COMMAND --help' has examples."
    },
    abbreviateSynopsis = true,
    optionListHeading = Examples.OPTIONS,
    subcommands = {
      DemoCommand.class,
      AnalyzeCommand.class,
      UpCommand.class,
      IngestCommand.class,
      EnrichCommand.class,
      ClassifyCommand.class,
      VerdictsCommand.class,
      ExplainCommand.class,
      HostsCommand.class,
      AlertsCommand.class,
      AckCommand.class,
      SuppressCommand.class,
      AllowCommand.class,
      ReportCommand.class,
      ReplayCommand.class,
      ProbeCommand.class,
      ProbingTxtCommand.class,
      TopicsCommand.class,
      DeadLettersCommand.class,
      EpochCommand.class,
      LabCommand.class,
      HealthCommand.class
    })
final class UnmaskCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      order = 90,
      description =
          "Settings as a properties file: bootstrap-server = HOST:PORT and so on. Flags and UNMASK_... variables come first.")
  @SuppressWarnings("UnusedVariable") // picocli or the settings act on it
  private @Nullable Path config;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      order = 91,
      description = "Say on stderr what is done, and where a failure came from.")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      order = 92,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli or the settings act on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      scope = ScopeType.INHERIT,
      order = 93,
      description = "Show the version.")
  @SuppressWarnings("UnusedVariable") // picocli or the settings act on it
  private boolean version;

  boolean verbose() {
    return verbose;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given");
  }
}
