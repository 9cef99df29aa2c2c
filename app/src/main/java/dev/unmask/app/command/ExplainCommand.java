package dev.unmask.app.command;

import dev.unmask.app.read.Findings;
import dev.unmask.app.view.Format;
import dev.unmask.app.view.Rows;
import dev.unmask.app.view.VerdictPage;
import dev.unmask.avro.HostVerdict;
import dev.unmask.avro.Verdict;
import dev.unmask.schemas.connection.KafkaConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says why. */
@Command(
    name = "explain",
    description =
        "Say why: the verdict on a certificate, or on what an address shows, with all its evidence.",
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask explain 1073570f79136511",
      "  unmask explain 192.0.2.7",
      "  unmask explain 192.0.2.7:443 --format json"
    })
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FINGERPRINT|IP",
      description =
          "SHA-256 of the certificate in hex, or the first six digits or more of it; or an address, with or without a port.")
  private String subject = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table or json. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TABLE;

  @ArgGroup(validate = false, heading = Examples.CONNECTION)
  private ConnectionOptions connectionOptions = new ConnectionOptions();

  @Override
  public Integer call() throws IOException {
    if (format == Format.CSV) {
      throw new IllegalArgumentException("--format csv: an explanation is a page or a JSON object");
    }
    Subject named = Subject.of(subject);
    KafkaConnection connection = connectionOptions.impatient();
    Needed.check(
        connection, connection.topics().currentVerdicts(), connection.topics().hostVerdicts());
    Findings findings = new Findings(connection);
    return named.isFingerprint()
        ? explainCertificate(findings, named)
        : explainAddress(findings, named);
  }

  private int explainCertificate(Findings findings, Subject named) {
    Collection<Verdict> found = findings.onCertificates(named.text());
    if (found.size() == 1) {
      show(found.iterator().next());
      return ExitCode.OK;
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        found.isEmpty()
            ? "unmask: there is no verdict on a certificate " + subject
            : "unmask: " + subject + " begins several fingerprints:");
    found.forEach(verdict -> err.println("  " + verdict.getFingerprint()));
    return ExitCode.SOFTWARE;
  }

  private int explainAddress(Findings findings, Subject named) {
    Collection<HostVerdict> hosts = findings.onAddress(named.text(), named.port());
    if (hosts.isEmpty()) {
      spec.commandLine().getErr().println("unmask: nothing is known of " + subject);
      return ExitCode.SOFTWARE;
    }
    PrintWriter out = spec.commandLine().getOut();
    Rows<HostVerdict> rows = format.hosts();
    rows.head().forEach(out::println);
    hosts.forEach(host -> out.println(rows.row(host)));
    List<String> certificates = hosts.stream().map(HostVerdict::getFingerprint).distinct().toList();
    certificates.forEach(fingerprint -> findings.onCertificates(fingerprint).forEach(this::show));
    return ExitCode.OK;
  }

  private void show(Verdict verdict) {
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      out.println(format.verdicts().row(verdict));
    } else {
      out.println();
      VerdictPage.of(verdict).forEach(out::println);
    }
  }
}
