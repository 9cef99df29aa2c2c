package dev.unmask.app.command;

import dev.unmask.app.progress.Progress;
import dev.unmask.app.run.IngestStage;
import dev.unmask.app.view.DryRunTable;
import dev.unmask.app.view.Escape;
import dev.unmask.app.view.IngestTable;
import dev.unmask.ingest.DryRun;
import dev.unmask.ingest.Feed;
import dev.unmask.ingest.FileReport;
import dev.unmask.ingest.IngestException;
import dev.unmask.ingest.IngestReport;
import dev.unmask.ingest.IngestSettings;
import dev.unmask.ingest.record.Format;
import dev.unmask.ingest.source.Input;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs ingest until its files are in. */
@Command(
    name = "ingest",
    description = {
      "Put scan files, the files of a folder as they come, or a stream, on the topic of banners.",
      "Every record of a file gets there once, however often this is interrupted and started again: how far"
          + " it is with each file is remembered on the broker. Of stdin and of a stream nothing is: what is sent"
          + " again is published again, and what a stream sends while there is no connection is missed."
    },
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask ingest banners.ndjson older.json.gz newest.json.zst",
      "  unmask ingest banners/",
      "  zgrab2 tls --input-file=hosts.csv | unmask ingest --format zgrab2 -",
      "  shodan parse --fields ... | unmask ingest -",
      "  unmask ingest --dry-run banners.ndjson",
      "  unmask ingest --watch /var/spool/scans",
      "  UNMASK_STREAM_KEY=... unmask ingest --stream https://stream.shodan.io/shodan/ports/443,8443"
    })
final class IngestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "Records of Shodan, ZGrab2, LeakIX or Censys, one a line; plain, .gz or .zst. A directory stands for its files, - for stdin.")
  private List<String> inputs = List.of();

  /** Longer than that of results, so that its variable and its line in the file are others. */
  @Option(
      names = {"--format", "--feed-format"},
      paramLabel = "FORMAT",
      description =
          "Whose records these are: ${COMPLETION-CANDIDATES}; others go to the dead letters. Default: each is told by its shape.")
  private @Nullable Format format;

  @Option(
      names = "--max-line-bytes",
      paramLabel = "N",
      description = "A longer line goes to the dead letters. Default: 16 MiB.")
  private @Nullable Integer maxLineBytes;

  @Option(
      names = "--parsers",
      paramLabel = "N",
      description = "Threads that parse. Default: one a core, at most 4.")
  private @Nullable Integer parsers;

  @Option(
      names = "--max-dead-share",
      paramLabel = "SHARE",
      description =
          "Stop where more of a file's records than this cannot be read: it is not what it was taken for. Default: 0.5.")
  private @Nullable Double maxDeadShare;

  @Option(
      names = "--again",
      description =
          "Ingest files from their beginning, also where they were ingested before, wholly or in part.")
  private boolean again;

  @Option(
      names = "--dry-run",
      description =
          "Read the files, contact nobody, and say what would be published, what not, and why. Status 1 if anything"
              + " would go to the dead letters.")
  private boolean dryRun;

  @ArgGroup(validate = false, heading = "%nA folder or a stream in place of files:%n")
  private FeedOptions feed = new FeedOptions();

  @ArgGroup(validate = false, heading = Examples.CONNECTION)
  private ConnectionOptions connection = new ConnectionOptions();

  @ArgGroup(validate = false, heading = Examples.MONITORING)
  private MonitoringOptions monitoring = new MonitoringOptions();

  @Override
  public Integer call() throws IOException {
    IngestSettings settings = settings();
    return dryRun ? lookThrough(settings) : ingest(settings);
  }

  private int ingest(IngestSettings settings) throws IOException {
    StageRun run = new StageRun(monitoring, spec.commandLine().getErr());
    IngestStage stage = new IngestStage(settings, connection.connection(), run.metrics());
    boolean terminal = Boolean.getBoolean("unmask.terminal");
    boolean ends = settings.feed() instanceof Feed.Files;
    Progress progress = ends || terminal ? Progress.on(System.err, terminal) : Progress.none();
    try (IngestDisplay display = new IngestDisplay(progress, stage::progress)) {
      run.of(stage, () -> summary(stage, settings, display));
    } catch (IngestException failed) {
      failed.report().ifPresent(report -> print(report, settings));
      throw failed;
    }
    return stage.report().map(IngestCommand::status).orElse(ExitCode.SOFTWARE);
  }

  /** What would come of files. */
  private int lookThrough(IngestSettings settings) throws IOException {
    try {
      DryRun.Outcome outcome = new DryRun(settings, System.in).run();
      DryRunTable.of(outcome).forEach(spec.commandLine().getOut()::println);
      outcome.files().stream().flatMap(file -> file.problem().stream()).forEach(this::say);
      return outcome.sound() ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return ExitCode.SOFTWARE;
    }
  }

  /** When it has ended, by itself or by {@code ^C}. */
  private void summary(IngestStage stage, IngestSettings settings, IngestDisplay display) {
    display.close();
    stage.report().ifPresent(report -> print(report, settings));
  }

  private void print(IngestReport report, IngestSettings settings) {
    IngestTable.of(report).forEach(spec.commandLine().getOut()::println);
    report.remarks().forEach(this::say);
    report.problems().forEach(this::say);
    report.unfinished().forEach(file -> say(stop(file, settings)));
    spec.commandLine().getOut().flush();
    spec.commandLine().getErr().flush();
  }

  /** What passes only once has no place to go on from. */
  private static String stop(FileReport file, IngestSettings settings) {
    boolean once =
        settings.feed() instanceof Feed.Stream || file.name().equals(Input.STANDARD_INPUT);
    return file.name()
        + " was stopped after line "
        + file.lastLine()
        + (once ? "" : "; the same command goes on there");
  }

  private void say(String sentence) {
    spec.commandLine().getErr().println("unmask: " + Escape.terminal(sentence));
  }

  private static int status(IngestReport report) {
    return report.problems().isEmpty() && !report.stopped() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private IngestSettings settings() throws IOException {
    Feed fed = feed.feed(inputs, spec.commandLine());
    if (again && fed instanceof Feed.Folder) {
      throw new IllegalArgumentException("--again and --watch: expected one of them");
    }
    IngestSettings defaults = IngestSettings.defaults(fed);
    return new IngestSettings(
        defaults.feed(),
        Optional.ofNullable(format),
        Given.or(maxLineBytes, defaults.maxLineBytes()),
        Given.or(parsers, defaults.parsers()),
        defaults.batchRecords(),
        defaults.batchBytes(),
        defaults.batchTime(),
        Given.or(maxDeadShare, defaults.maxDeadShare()),
        again);
  }
}
