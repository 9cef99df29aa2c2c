package dev.unmask.app.command;

import dev.unmask.app.read.Findings;
import dev.unmask.app.view.Format;
import dev.unmask.app.view.Rows;
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

/** Lists the hosts of one cluster. */
@Command(
    name = "hosts",
    description = "List the hosts that show a certificate, with the role of each.",
    footerHeading = Examples.HEADING,
    footer = {
      "  unmask hosts 1073570f79136511",
      "  unmask hosts 1073570f79136511 --format csv > hosts.csv"
    })
final class HostsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FINGERPRINT",
      description = "SHA-256 of the certificate in hex, or the first six digits or more of it.")
  private String subject = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TABLE;

  @ArgGroup(validate = false, heading = Examples.CONNECTION)
  private ConnectionOptions connectionOptions = new ConnectionOptions();

  @Override
  public Integer call() throws IOException {
    Subject named = Subject.of(subject);
    KafkaConnection connection = connectionOptions.impatient();
    Needed.check(
        connection, connection.topics().currentVerdicts(), connection.topics().hostVerdicts());
    Findings findings = new Findings(connection);
    List<String> fingerprints =
        findings.onCertificates(named.text()).stream().map(Verdict::getFingerprint).toList();
    if (fingerprints.size() != 1) {
      spec.commandLine()
          .getErr()
          .println(
              "unmask: "
                  + fingerprints.size()
                  + " certificates are known that begin with "
                  + subject);
      return ExitCode.SOFTWARE;
    }
    print(findings.hostsOf(fingerprints.get(0)));
    return ExitCode.OK;
  }

  private void print(Collection<HostVerdict> hosts) {
    PrintWriter out = spec.commandLine().getOut();
    Rows<HostVerdict> rows = format.hosts();
    rows.head().forEach(out::println);
    hosts.forEach(host -> out.println(rows.row(host)));
  }
}
