package dev.unmask.app.command;

import dev.unmask.app.read.Findings;
import dev.unmask.app.report.Reports;
import dev.unmask.app.view.StixBundle;
import dev.unmask.avro.Verdict;
import dev.unmask.schemas.connection.KafkaConnection;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a case file. */
@Command(
    name = "report",
    description = "Make a case file of the verdict on a certificate, to keep or to hand on.",
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask report 1073570f79136511 > case.html",
      "  unmask report 1073570f79136511 --format stix > case.json"
    })
final class ReportCommand implements Callable<Integer> {
  /** What a case file can be written as. */
  enum ReportFormat {
    /** One self-contained page. */
    HTML,
    /** A STIX 2.1 bundle. */
    STIX;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FINGERPRINT",
      description = "SHA-256 of the certificate in hex, or the first six digits or more of it.")
  private String subject = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "html",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private ReportFormat format = ReportFormat.HTML;

  @ArgGroup(validate = false, heading = Examples.CONNECTION)
  private ConnectionOptions connectionOptions = new ConnectionOptions();

  @Override
  public Integer call() throws IOException {
    Subject named = Subject.of(subject);
    KafkaConnection connection = connectionOptions.impatient();
    Needed.check(
        connection,
        connection.topics().verdicts(),
        connection.topics().currentVerdicts(),
        connection.topics().hostVerdicts(),
        connection.topics().certificates(),
        connection.topics().observations());
    Collection<Verdict> verdicts = new Findings(connection).onCertificates(named.text());
    if (verdicts.size() != 1) {
      spec.commandLine()
          .getErr()
          .println(
              "unmask: " + verdicts.size() + " certificates are known that begin with " + subject);
      return ExitCode.SOFTWARE;
    }
    String page =
        switch (format) {
          case HTML -> new Reports(connection).html(verdicts.iterator().next());
          case STIX -> stix(connection, verdicts.iterator().next());
        };
    spec.commandLine().getOut().print(page);
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private static String stix(KafkaConnection connection, Verdict verdict) {
    return StixBundle.of(verdict, new Findings(connection).hostsOf(verdict.getFingerprint()))
        + "\n";
  }
}
