package dev.unmask.app.command;

import dev.unmask.app.run.IngestStage;
import dev.unmask.app.view.IngestTable;
import dev.unmask.ingest.Feed;
import dev.unmask.ingest.IngestException;
import dev.unmask.ingest.IngestReport;
import dev.unmask.ingest.IngestSettings;
import dev.unmask.ingest.record.Format;
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

  @Option(
      names = "--format",
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

  @ArgGroup(validate = false, heading = "%nA folder or a stream in place of files:%n")
  private FeedOptions feed = new FeedOptions();

  @ArgGroup(validate = false, heading = Examples.CONNECTION)
  private ConnectionOptions connection = new ConnectionOptions();

  @ArgGroup(validate = false, heading = Examples.MONITORING)
  private MonitoringOptions monitoring = new MonitoringOptions();

  @Override
  public Integer call() throws IOException {
    StageRun run = new StageRun(monitoring, spec.commandLine().getErr());
    IngestStage stage = new IngestStage(settings(), connection.connection(), run.metrics());
    try {
      run.of(stage);
    } catch (IngestException failed) {
      failed.report().ifPresent(this::print);
      throw failed;
    }
    return stage.report().map(this::print).orElse(ExitCode.SOFTWARE);
  }

  private int print(IngestReport report) {
    IngestTable.of(report).forEach(spec.commandLine().getOut()::println);
    report.remarks().forEach(remark -> spec.commandLine().getErr().println("unmask: " + remark));
    report.problems().forEach(problem -> spec.commandLine().getErr().println("unmask: " + problem));
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
